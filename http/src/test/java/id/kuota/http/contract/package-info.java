/** Every answer that the OpenAPI document declares, given at least once. */
@NullMarked
package id.kuota.http.contract;

import org.jspecify.annotations.NullMarked;
