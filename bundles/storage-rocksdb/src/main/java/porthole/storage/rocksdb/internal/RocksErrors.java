// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import porthole.storage.api.engine.EngineException;

/** Says in the engine contract's terms what RocksDB says in its own, for one environment. */
record RocksErrors(String name, Path directory) {

  EngineException map(String doing, RocksDBException failure) {
    String message = doing + " environment '" + name + "' at " + directory + ": " + text(failure);
    Status status = failure.getStatus();
    if ((status != null && status.getSubCode() == Status.SubCode.NoSpace) || isNoSpace(failure)) {
      return new EngineException.NoSpace(message + ". Free some space on that disk.", failure);
    }
    if (status != null && status.getCode() == Status.Code.Corruption) {
      return new EngineException.Corrupt(message + ". Restore it from a backup.", failure);
    }
    if (isLocked(failure)) {
      return new EngineException.InUse(message + ". Stop the process that has it open.", failure);
    }
    return new EngineException(message, failure);
  }

  private static String text(RocksDBException failure) {
    String message = failure.getMessage();
    Status status = failure.getStatus();
    String code = status == null ? "RocksDB" : status.getCodeString();
    return code + (message == null ? "" : ", " + message);
  }

  private static boolean isNoSpace(RocksDBException failure) {
    return contains(failure.getMessage(), "no space left on device");
  }

  // RocksDB gives a held lock no code of its own; both of its messages name the lock file or say
  // so.
  private static boolean isLocked(RocksDBException failure) {
    return contains(failure.getMessage(), "while lock file")
        || contains(failure.getMessage(), "lock hold by current process");
  }

  private static boolean contains(@Nullable String message, String part) {
    return message != null && message.toLowerCase(Locale.ROOT).contains(part);
  }
}
