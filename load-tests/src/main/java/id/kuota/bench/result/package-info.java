/**
 * What a run of the benchmark found, as plain records: written as JSON as they are, and turned into
 * text, Markdown and charts by {@code report}. Nothing here measures. Guarded by {@code
 * FigureTest}.
 */
@NullMarked
package id.kuota.bench.result;

import org.jspecify.annotations.NullMarked;
