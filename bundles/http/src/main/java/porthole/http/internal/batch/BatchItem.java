// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.batch;

import java.util.List;
import porthole.http.internal.patch.PatchCommand;
import porthole.http.internal.patch.PatchedBatch;
import porthole.storage.api.DocumentCommand;

/**
 * A command of a batch as the client gave it.
 *
 * @param returnDocument whether the client wants to see what became of the document
 */
record BatchItem(Kind kind, PatchedBatch.Item work, boolean returnDocument) {

  /** How it is answered. */
  enum Kind {
    PLAIN,
    PATCH,
    BATCH_PATCH
  }

  static BatchItem plain(DocumentCommand command) {
    return new BatchItem(Kind.PLAIN, new PatchedBatch.Item.Plain(command), false);
  }

  static BatchItem patch(PatchCommand command, boolean returnDocument) {
    return new BatchItem(
        Kind.PATCH, new PatchedBatch.Item.Scripted(List.of(command)), returnDocument);
  }

  static BatchItem patches(List<PatchCommand> commands) {
    return new BatchItem(Kind.BATCH_PATCH, new PatchedBatch.Item.Scripted(commands), false);
  }
}
