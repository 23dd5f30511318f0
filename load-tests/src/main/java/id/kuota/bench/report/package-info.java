/**
 * What was found, for people and programs: text for the terminal ({@code TextTable}), Markdown for
 * the documents ({@code DocumentPage}), JSON ({@code ResultFile}) and charts ({@code SvgChart}).
 * Guarded by the tests of the same names.
 */
@NullMarked
package id.kuota.bench.report;

import org.jspecify.annotations.NullMarked;
