/**
 * What a person sees of a run: a line of progress while it goes, a table at the end, and the same
 * numbers as JSON. Guarded by {@code MeterTest} and {@code FlashSaleCommandIT}.
 */
@NullMarked
package id.kuota.load.report;

import org.jspecify.annotations.NullMarked;
