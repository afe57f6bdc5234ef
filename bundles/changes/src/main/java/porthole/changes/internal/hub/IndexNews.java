// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

import porthole.changes.internal.wire.Messages;
import porthole.indexing.api.IndexEvent;
import porthole.storage.api.Folding;

/**
 * Something that happened to an index.
 *
 * @param foldedName the index's
 * @param message how it is told
 * @param makesCachesOld whether queries may answer otherwise now
 */
record IndexNews(String foldedName, String message, boolean makesCachesOld) {

  static IndexNews of(String index, IndexEvent event) {
    boolean old = event == IndexEvent.BATCH_COMPLETED || event == IndexEvent.REMOVED;
    return new IndexNews(Folding.fold(index), Messages.index(index, event), old);
  }
}
