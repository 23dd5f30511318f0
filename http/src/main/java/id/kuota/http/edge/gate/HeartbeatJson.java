package id.kuota.http.edge.gate;

import java.time.Instant;

/** That a device was seen. */
record HeartbeatJson(String device, Instant seenAt) {}
