// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;

/**
 * The records of an engine environment that nobody has open, read without changing a byte of it. By
 * docs/formats/storage-keys.md, on purpose not with the server's own classes.
 */
final class Records {
  static {
    RocksDB.loadLibrary();
  }

  private Records() {}

  /** Whether anything was ever written there. */
  static boolean areIn(Path directory) {
    return Files.exists(directory.resolve("CURRENT"));
  }

  /** Shows every record, in the order of the keys. */
  static void read(Path directory, BiConsumer<ByteBuffer, ByteBuffer> record) throws IOException {
    Path log = Files.createTempDirectory("rocksdb-log");
    try (Options options = new Options()) {
      options.setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery);
      options.setParanoidChecks(true);
      options.setDbLogDir(log.toString());
      try (RocksDB database = RocksDB.openReadOnly(options, directory.toString());
          RocksIterator all = database.newIterator()) {
        for (all.seekToFirst(); all.isValid(); all.next()) {
          record.accept(ByteBuffer.wrap(all.key()), ByteBuffer.wrap(all.value()));
        }
        all.status();
      }
    } catch (RocksDBException e) {
      throw new AssertionError("Cannot read " + directory + ": " + e.getMessage(), e);
    } finally {
      try (var files = Files.list(log)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(log);
    }
  }

  /** Refuses a version of a record that this does not know. */
  static ByteBuffer version1(ByteBuffer record) {
    byte version = record.get();
    if (version != 1) {
      throw new AssertionError("A record has the version " + version);
    }
    return record;
  }

  /** Text with its length in two bytes before it. */
  static String text(ByteBuffer from) {
    return utf8(from, Short.toUnsignedInt(from.getShort()));
  }

  /** Text with its length in four bytes before it. */
  static String block(ByteBuffer from) {
    return utf8(from, from.getInt());
  }

  /** Text up to the end. */
  static String rest(ByteBuffer from) {
    return utf8(from, from.remaining());
  }

  /** Text of so many bytes. */
  static String utf8(ByteBuffer from, int bytes) {
    byte[] text = new byte[bytes];
    from.get(text);
    return new String(text, UTF_8);
  }
}
