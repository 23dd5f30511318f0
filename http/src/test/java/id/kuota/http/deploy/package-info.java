/**
 * What lies in {@code deploy/} compared with what the program reads and serves: names of settings,
 * ports, probes, times, flags. {@code KubernetesOverlaysTest} renders each overlay as an operator
 * does; {@code ContainersIT} runs the image, by name only.
 */
@NullMarked
package id.kuota.http.deploy;

import org.jspecify.annotations.NullMarked;
