/**
 * What people look at: the start page, the API's documentation, a page for every problem. All of it
 * lies in memory as whole answers with an ETag; nothing comes from another host.
 */
@NullMarked
package id.kuota.http.page;

import org.jspecify.annotations.NullMarked;
