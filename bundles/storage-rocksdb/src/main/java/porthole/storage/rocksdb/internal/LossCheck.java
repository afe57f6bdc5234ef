// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.StorageEngine;

/**
 * Looks at the files of an environment before RocksDB opens it, which would begin anew where the
 * first of its files is missing, and drop all that follows a damaged record of its log, and in
 * either case delete what it does not know of. Keeps nothing.
 */
final class LossCheck {
  private static final System.Logger LOG = System.getLogger("porthole.storage");
  private static final String FIRST_FILE = "CURRENT";
  private static final String KEPT = "damaged";

  private final RocksErrors errors;
  private final Path directory;

  LossCheck(RocksErrors errors) {
    this.errors = errors;
    this.directory = errors.directory();
  }

  /**
   * Refuses what cannot be opened without a loss, unless an operator has said to accept it; sets
   * aside what opening will drop.
   *
   * @throws EngineException.Corrupt when something would be lost
   */
  void check(Options options) throws IOException, RocksDBException {
    if (!Files.exists(directory.resolve(FIRST_FILE))) {
      checkEmpty();
      return;
    }
    WalScan.Findings findings = WalScan.of(directory);
    List<WalScan.Damage> damages = findings.damages();
    if (damages.isEmpty() && !findings.hasGap()) {
      return;
    }
    if (findings.hasGap() || recoverable(options) < findings.provenSequence()) {
      String what =
          damages.isEmpty() ? "a part of the log in " + directory + " is missing" : say(damages);
      refuseUnlessAccepted(what);
      keepLogs();
      LOG.log(
          Level.WARNING,
          "{0}: {1}. What follows is dropped, as accepted; the logs are kept in {2}.",
          errors.environment(),
          what,
          directory.resolve(KEPT));
    } else if (!damages.stream().allMatch(WalScan.Damage::isCut)) {
      keepLogs();
      LOG.log(
          Level.WARNING,
          "{0}: {1}. The last batch, which had not been acknowledged unless the disk has damaged it since, is dropped; the log is kept in {2}.",
          errors.environment(),
          say(damages),
          directory.resolve(KEPT));
    }
  }

  private static String say(List<WalScan.Damage> damages) {
    return damages.stream().map(WalScan.Damage::toString).collect(Collectors.joining("; "));
  }

  private void checkEmpty() throws IOException {
    try (DirectoryStream<Path> tables = Files.newDirectoryStream(directory, "*.{sst,log}")) {
      for (Path file : tables) {
        if (Files.size(file) > 0) {
          throw errors.corrupt("the file " + directory.resolve(FIRST_FILE) + " is missing");
        }
      }
    }
  }

  /** The last write that RocksDB would find; looking changes no file. */
  private long recoverable(Options options) throws RocksDBException {
    try (RocksDB look = RocksDB.openReadOnly(options, directory.toString())) {
      return look.getLatestSequenceNumber();
    }
  }

  private void refuseUnlessAccepted(String what) {
    Path accepted = directory.resolve(StorageEngine.ACCEPT_LOSS);
    if (!Files.exists(accepted)) {
      throw new EngineException.Corrupt(
          errors.environment()
              + ": "
              + what
              + ", and batches that were written after that would be lost. Restore "
              + directory
              + " from a backup; or, to go on without them, make the file "
              + accepted
              + ".",
          null);
    }
  }

  private void keepLogs() throws IOException {
    Path kept = Files.createDirectories(directory.resolve(KEPT));
    for (Path log : WalScan.logs(directory)) {
      Path copy = kept.resolve(log.getFileName());
      if (!Files.exists(copy)) {
        keep(log, copy);
      }
    }
  }

  // RocksDB never writes to a log that it has replayed, so a second name is enough.
  private static void keep(Path log, Path copy) throws IOException {
    try {
      Files.createLink(copy, log);
    } catch (FileSystemException | UnsupportedOperationException e) {
      Files.copy(log, copy);
    }
  }
}
