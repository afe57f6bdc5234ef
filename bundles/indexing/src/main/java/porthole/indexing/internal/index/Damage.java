// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.jspecify.annotations.Nullable;

/** Tells damaged files from whatever else may fail. */
public final class Damage {

  private Damage() {}

  /** Whether the index has to be made anew, since it would fail again. */
  public static boolean isCauseOf(@Nullable Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      if (isDamage(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDamage(Throwable failure) {
    return failure instanceof CorruptIndexException
        || failure instanceof IndexFormatTooOldException
        || failure instanceof IndexFormatTooNewException
        || failure instanceof EOFException
        || failure instanceof NoSuchFileException
        || failure instanceof FileNotFoundException
        // What the JVM makes of a mapped file that has become shorter.
        || failure instanceof InternalError;
  }
}
