/**
 * Profiles of a running node: {@code GET /debug/profile} beside the metrics takes a flight
 * recording and sends it. Behind a token of its own; decided in ADR 0050, guarded by {@code
 * ProfileIT}.
 */
@NullMarked
package id.kuota.http.profile;

import org.jspecify.annotations.NullMarked;
