// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import porthole.storage.api.engine.EngineException;

/** Says in the engine contract's terms what RocksDB says in its own, for one environment. */
record RocksErrors(String name, Path directory) {
  private static final String RESTORE =
      ". Put the file back as it was, or restore the directory from a backup.";

  /** Which environment this is about. */
  String environment() {
    return "Environment '" + name + "' at " + directory;
  }

  EngineException corrupt(String what) {
    return new EngineException.Corrupt(environment() + ": " + what + RESTORE, null);
  }

  EngineException map(String doing, IOException failure) {
    return map(doing, failure.toString(), false, failure);
  }

  EngineException map(String doing, RocksDBException failure) {
    Status status = failure.getStatus();
    boolean corrupt = status != null && status.getCode() == Status.Code.Corruption;
    return map(doing, text(failure), corrupt, failure);
  }

  private EngineException map(String doing, String text, boolean corrupt, Exception cause) {
    String message =
        doing
            + " environment '"
            + name
            + "' at "
            + directory
            + ": "
            + text.replace("  The file", ". The file");
    String said = text.toLowerCase(Locale.ROOT);
    // The system's own errors first: RocksDB calls a file corrupt that it could not open.
    if (said.contains("no space left on device") || said.contains("disk quota exceeded")) {
      return new EngineException.NoSpace(message + ". Free some space on that disk.", cause);
    }
    if (said.contains("too many open files")) {
      return new EngineException(
          message + ". Let the server open more files (ulimit -n, LimitNOFILE).", cause);
    }
    if (said.contains("input/output error") || said.contains("read-only file system")) {
      return new EngineException(
          message + ". The disk or its file system fails: see the kernel's log (dmesg).", cause);
    }
    if (said.contains("permission denied") || said.contains("operation not permitted")) {
      return new EngineException(
          message + ". Let the user that the server runs as read and write it.", cause);
    }
    // RocksDB gives a held lock no code of its own.
    if (said.contains("while lock file") || said.contains("lock hold by current process")) {
      return new EngineException.InUse(message + ". Stop the process that has it open.", cause);
    }
    if (corrupt || said.contains("no such file")) {
      return new EngineException.Corrupt(message + RESTORE, cause);
    }
    return new EngineException(message, cause);
  }

  private static String text(RocksDBException failure) {
    String message = failure.getMessage();
    Status status = failure.getStatus();
    String code = status == null ? "RocksDB" : status.getCodeString();
    return code + (message == null ? "" : ", " + message);
  }
}
