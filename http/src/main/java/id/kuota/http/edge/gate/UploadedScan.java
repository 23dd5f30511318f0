package id.kuota.http.edge.gate;

import id.kuota.http.edge.json.Fields;
import java.time.Instant;

/**
 * One scan that a device has made without a network.
 *
 * @param at when, by the clock of the device
 */
record UploadedScan(Redeem redeem, Instant at) {

  static UploadedScan read(Fields scan) {
    return new UploadedScan(Redeem.readOffline(scan), scan.instant("scanned_at"));
  }
}
