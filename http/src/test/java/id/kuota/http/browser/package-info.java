/**
 * A real browser for tests of pages, driven over its own debugging protocol; and films for its
 * camera.
 */
@NullMarked
package id.kuota.http.browser;

import org.jspecify.annotations.NullMarked;
