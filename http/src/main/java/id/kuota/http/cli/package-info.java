/**
 * What a person types: {@code kuota dev}, {@code serve}, {@code projection}, {@code reconcile},
 * {@code doctor}. Each command is one class; it speaks plainly, ends with 0 when all is well, 1
 * when something was found, 2 when it was called wrongly or the surroundings are not fit. The only
 * package that prints.
 */
@NullMarked
package id.kuota.http.cli;

import org.jspecify.annotations.NullMarked;
