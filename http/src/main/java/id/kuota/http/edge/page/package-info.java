/**
 * Pages for people: the start page, the console, the page of a gate, the API's documentation, a
 * page for every problem, and liveness.
 *
 * <p>A page that is the same for every reader is made at start and lies in memory as a whole answer
 * with its ETag. Other pages are made by the packages that own their content, of a {@link
 * id.kuota.http.edge.page.Template}, {@link id.kuota.http.edge.page.Words} in the reader's {@link
 * id.kuota.http.edge.page.Language} and a {@link id.kuota.http.edge.page.PageAnswer}. Either way,
 * nothing comes from another host, and the policy of the pages forbids it. Guarded by {@code
 * PageRoutesTest} and, for the page of a gate, by {@code GatePageTest} and in a real browser by
 * {@code GatePageIT}; the console by {@code ConsolePageTest} and {@code ConsoleIT}.
 */
@NullMarked
package id.kuota.http.edge.page;

import org.jspecify.annotations.NullMarked;
