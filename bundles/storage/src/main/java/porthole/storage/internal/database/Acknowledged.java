// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.StorageEngine;
import porthole.storage.api.engine.WriteBatch;
import porthole.storage.internal.document.Keys;
import porthole.storage.internal.document.Totals;

/**
 * What the system database knows that a database has acknowledged. One that has less has lost
 * something, be it that its disk is not mounted, and is not opened unless an operator accepts that.
 */
final class Acknowledged {
  private static final System.Logger LOG = System.getLogger("porthole.storage");

  private final StoredRecord record;
  private final Remembered known;
  private final Path directory;
  private final Path accept;
  private final boolean isLossAccepted;

  Acknowledged(StoredRecord record, Remembered known, Path directory) {
    this.record = record;
    this.known = known;
    this.directory = directory;
    accept = directory.resolve(StorageEngine.ACCEPT_LOSS);
    isLossAccepted = Files.exists(accept);
  }

  /** Before it is opened, which would make it anew where nothing is. */
  void checkFiles() {
    if (known.wasLoaded(record) && !isLossAccepted && isEmpty()) {
      throw lost(
          "there is nothing in " + directory + ", which may be on a disk that is not mounted");
    }
  }

  private boolean isEmpty() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      return !files.iterator().hasNext();
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      throw new EngineException(
          "Database '" + record.name() + "': cannot look into " + directory + ": " + e, e);
    }
  }

  /** Before it is given a new format. */
  void checkFormat(Environment environment) {
    if (known.wasLoaded(record) && !isLossAccepted && environment.get(Keys.format()) == null) {
      throw lost("the files in " + directory + " hold nothing");
    }
  }

  /** Etags that have been given out are not given out again, even where the writes are lost. */
  Totals checkEtag(Totals totals, Environment environment) {
    long acknowledged = known.report().lastEtag();
    if (totals.lastEtag() >= acknowledged) {
      return totals;
    }
    if (!isLossAccepted) {
      throw lost(
          "it has acknowledged writes up to etag "
              + acknowledged
              + ", but the files in "
              + directory
              + " end with etag "
              + totals.lastEtag());
    }
    Totals raised = totals.withLastEtag(acknowledged);
    environment.commit(new WriteBatch().put(Keys.totals(), raised.encode()));
    return raised;
  }

  private EngineException lost(String what) {
    return new EngineException.Corrupt(
        "Database '"
            + record.name()
            + "' has lost something: "
            + what
            + ". Restore the directory from a backup; or, to go on with what there is, make"
            + " the file "
            + accept
            + ".",
        null);
  }

  /** It is open: what has been accepted is so only once. */
  void settle() {
    if (!isLossAccepted) {
      return;
    }
    try {
      Files.delete(accept);
      LOG.log(
          WARNING,
          "Database ''{0}'' is opened with what there is, as {1} has said.",
          record.name(),
          accept);
    } catch (IOException e) {
      throw new EngineException(
          "Database '" + record.name() + "': cannot delete " + accept + ": " + e, e);
    }
  }
}
