// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexEvent;
import porthole.indexing.internal.auto.AutoBlueprint;
import porthole.indexing.internal.definition.StaticBlueprint;
import porthole.indexing.internal.index.ChangeFeed;
import porthole.indexing.internal.index.IndexBlueprint;
import porthole.indexing.internal.index.IndexFiles;
import porthole.indexing.internal.index.IndexIdentity;
import porthole.indexing.internal.index.LiveIndex;

/**
 * Opens the indexes of one database. Thread-safe.
 *
 * @param caughtUp to be called when an index could take another one's place; returns at once
 */
record IndexOpener(String database, ChangeFeed feed, IndexTools tools, Runnable caughtUp) {
  private static final System.Logger LOG = System.getLogger("porthole.indexing");

  /**
   * What a kept index is made by.
   *
   * @throws porthole.indexing.internal.function.FunctionException if its functions do not compile
   */
  IndexBlueprint blueprint(KeptIndex kept) {
    return kept.auto() == null
        ? blueprint(kept.definition())
        : new AutoBlueprint(kept.auto(), tools.analyzer());
  }

  /** As {@link #blueprint(KeptIndex)}, of what somebody defined. */
  StaticBlueprint blueprint(IndexDefinition definition) {
    return StaticBlueprint.of(definition, tools.compiler(), tools.analyzer());
  }

  /** Tells those who listen. */
  void tell(String index, IndexEvent event) {
    tools.context().listener().changed(database, index, event);
  }

  /** For messages. */
  String describe(IndexPlace place) {
    return "The index in " + place.directory();
  }

  /** Opens an index as it is; what cannot be read is made anew. */
  LiveIndex open(IndexPlace place, IndexBlueprint blueprint) throws IOException {
    IndexIdentity identity = new IndexIdentity(database, blueprint.name());
    return new LiveIndex(
        identity, files(identity, place, blueprint), blueprint.content(), feed, tools.context());
  }

  private static IndexFiles files(
      IndexIdentity identity, IndexPlace place, IndexBlueprint blueprint) throws IOException {
    try {
      return IndexFiles.open(place.entries(), blueprint.analyzer(), blueprint.digest());
    } catch (IOException e) {
      LOG.log(WARNING, identity + " cannot be read and is made anew.", e);
      place.clear();
      return IndexFiles.open(place.entries(), blueprint.analyzer(), blueprint.digest());
    }
  }
}
