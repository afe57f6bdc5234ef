// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.transaction;

import java.util.ArrayList;
import java.util.List;

/** Requests that are committed together, and what they write. For its leader. */
final class Group {
  private final WriteLayer layer;
  private final List<PendingRequest<?>> requests = new ArrayList<>();
  private long bytes;

  Group(WriteLayer layer) {
    this.layer = layer;
  }

  WriteLayer layer() {
    return layer;
  }

  int size() {
    return requests.size();
  }

  boolean hasRoom(TransactionMerger.Limits limits) {
    return requests.size() < limits.requests() && bytes < limits.bytes();
  }

  /** From now on the request shares the group's fate. */
  void add(PendingRequest<?> request) {
    bytes += request.bytes();
    requests.add(request);
  }

  /** Does a request's work; one that throws leaves nothing. */
  void apply(PendingRequest<?> request) {
    layer.begin();
    try {
      request.apply(layer);
      layer.keep();
    } catch (RuntimeException | Error e) {
      layer.undo();
      request.fail(e);
    }
  }

  /** All fail, also those that had failed by themselves: they may have read what is not there. */
  void fail(Throwable cause) {
    requests.forEach(request -> request.fail(cause));
  }

  /** Lets the callers go on with their outcomes. */
  void complete() {
    requests.forEach(PendingRequest::complete);
  }
}
