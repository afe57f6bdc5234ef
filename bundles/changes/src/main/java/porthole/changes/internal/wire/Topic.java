// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.wire;

import org.jspecify.annotations.Nullable;

/** What can be watched. */
public enum Topic {
  /** One document. */
  DOCUMENT("doc", true),
  /** All documents. */
  DOCUMENTS("docs", false),
  /** Documents whose id begins so. */
  PREFIX("prefix", true),
  /** Documents of a collection. */
  COLLECTION("collection", true),
  /** One index. */
  INDEX("index", true),
  /** All indexes. */
  INDEXES("indexes", false),
  /** One operation. */
  OPERATION("operation", true),
  /** All operations. */
  OPERATIONS("operations", false),
  /** Anything that makes cached answers old. */
  AGGRESSIVE_CACHING("aggressive-caching", false),
  /** Which nodes serve the database: a single one, which does not change. */
  TOPOLOGY("topology-change", false);

  private final String wire;
  private final boolean needsParameter;

  Topic(String wire, boolean needsParameter) {
    this.wire = wire;
    this.needsParameter = needsParameter;
  }

  /** Whether a name must come with it. */
  public boolean needsParameter() {
    return needsParameter;
  }

  /** Whether watching it asks for changes of documents, one by one. */
  public boolean isOfDocuments() {
    return this == DOCUMENT || this == DOCUMENTS || this == PREFIX || this == COLLECTION;
  }

  /** The topic that commands call so, or null. */
  static @Nullable Topic of(String wire) {
    for (Topic topic : values()) {
      if (topic.wire.equals(wire)) {
        return topic;
      }
    }
    return null;
  }
}
