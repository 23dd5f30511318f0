/**
 * What people look at: the start page, the API's documentation, a page for every problem, and
 * whether the service is alive.
 *
 * <p>Every page and every file that one needs is made at start and lies in memory as a whole answer
 * with its ETag; nothing comes from another host, and the policy of the pages forbids it. Guarded
 * by {@code PageRoutesTest}.
 */
@NullMarked
package id.kuota.http.page;

import org.jspecify.annotations.NullMarked;
