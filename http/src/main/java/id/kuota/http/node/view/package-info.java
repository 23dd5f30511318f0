/**
 * The cluster as this node sees it.
 *
 * <pre>
 *   ClusterLook -> Sighting (what was found) -> ClusterView (what it means) -> ClusterJson
 *                  ShardPlaces: what has moved since earlier looks
 * </pre>
 *
 * <p>{@link id.kuota.http.node.view.ClusterLook} asks every member for its shards, for a bounded
 * time, and reads leases and projections; the rest is pure. Guarded by {@code ClusterViewTest},
 * {@code ShardPlacesTest} and {@code ClusterViewIT}.
 */
@NullMarked
package id.kuota.http.node.view;

import org.jspecify.annotations.NullMarked;
