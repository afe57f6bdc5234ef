// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

import org.jspecify.annotations.Nullable;
import porthole.changes.internal.wire.Messages;
import porthole.storage.api.Change;
import porthole.storage.api.Folding;

/** A change of a document on its way to those who watch it. For one thread. */
final class DocumentEvent {
  private final Change change;
  private final String foldedId;
  private final String foldedCollection;
  private @Nullable String message;

  DocumentEvent(Change change) {
    this.change = change;
    this.foldedId = Folding.fold(change.id());
    this.foldedCollection = Folding.fold(change.collection());
  }

  long etag() {
    return change.etag();
  }

  String foldedId() {
    return foldedId;
  }

  String foldedCollection() {
    return foldedCollection;
  }

  /** How it is told: the same text for everyone, made when the first one wants it. */
  String message() {
    String made = message;
    if (made == null) {
      made = Messages.document(change);
      message = made;
    }
    return made;
  }
}
