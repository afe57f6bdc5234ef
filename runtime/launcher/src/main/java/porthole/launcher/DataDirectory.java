// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The server's data directory, held by a lock for as long as this process lives.
 *
 * <p>The operating system drops the lock with the process, so a kill -9 leaves nothing to clean up.
 */
final class DataDirectory implements AutoCloseable {

  private static final int TOKEN_BYTES = 32;
  private static final String OLD_CACHE = "cache.old.";
  private static final Path NOWHERE = Path.of("/dev/null");

  private final Path path;
  private final FileChannel lockFile;

  private DataDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Makes the directory if need be and locks it.
   *
   * @throws LaunchException of kind DATA_IN_USE or DATA_NOT_WRITABLE
   */
  static DataDirectory open(Path path, long pid) throws LaunchException {
    try {
      Files.createDirectories(path);
      FileChannel file = FileChannel.open(path.resolve("server.lock"), CREATE, READ, WRITE);
      if (!lock(file)) {
        String holder = readHolder(file);
        file.close();
        throw inUse(path, holder);
      }
      file.truncate(0);
      file.write(ByteBuffer.wrap((pid + "\n").getBytes(US_ASCII)), 0);
      return new DataDirectory(path, file);
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      @Nullable FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String readHolder(FileChannel file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(32);
    file.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), US_ASCII).strip();
  }

  private static LaunchException inUse(Path path, String holder) {
    String who = holder.isEmpty() ? "another server" : "another server, process " + holder;
    return new LaunchException(
        ExitCode.DATA_IN_USE,
        "The data directory "
            + path
            + " is in use by "
            + who
            + ". Stop that one, or give another directory with --data DIR.");
  }

  static LaunchException notWritable(Path path, IOException e) {
    return new LaunchException(
        ExitCode.DATA_NOT_WRITABLE,
        "Cannot write to the data directory "
            + path
            + ": "
            + e.getClass().getSimpleName()
            + " "
            + e.getMessage()
            + ". Check that the disk is neither full nor read-only and that the directory is"
            + " yours, or give another with --data DIR.",
        e);
  }

  Path path() {
    return path;
  }

  /**
   * Makes an empty cache and the directories that the framework wants. What a killed server left in
   * its cache can never break the next start; it is only put out of the way here, which is quick,
   * and deleted by {@link #sweep}.
   */
  void prepare() throws LaunchException {
    try {
      setAside(path.resolve("cache"));
      for (String name : new String[] {"cache/bundles/bundle0", "cache/deploy", "config"}) {
        Files.createDirectories(path.resolve(name));
      }
      forgetBundleIds(path.resolve("cache/bundles/bundle0/bundle.id"));
      ensureToken();
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  private void setAside(Path cache) throws IOException {
    if (Files.exists(cache)) {
      int number = 1;
      while (Files.exists(path.resolve(OLD_CACHE + number))) {
        number++;
      }
      Files.move(cache, path.resolve(OLD_CACHE + number), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /**
   * Felix writes the next bundle's id down for each bundle that it installs, by truncating a file,
   * which some file systems (ext4) answer by writing the disk each time. As the cache never lives
   * to the next start, nobody reads it.
   */
  private static void forgetBundleIds(Path file) throws IOException {
    if (Files.exists(NOWHERE)) {
      Files.createSymbolicLink(file, NOWHERE);
    }
  }

  /** Deletes earlier servers' caches. */
  void sweep() {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(path, OLD_CACHE + "*")) {
      for (Path cache : old) {
        deleteTree(cache);
      }
    } catch (IOException | DirectoryIteratorException e) {
      System.getLogger("porthole.launcher")
          .log(System.Logger.Level.WARNING, "An old cache in " + path + " cannot be deleted", e);
    }
  }

  /** The administrator's, to speak to this server with. */
  String token() throws LaunchException {
    try {
      return Files.readString(path.resolve("admin-token")).strip();
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  private void ensureToken() throws IOException {
    Path token = path.resolve("admin-token");
    if (Files.exists(token) && Files.size(token) > 0) {
      return;
    }
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    writePrivately(token, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
  }

  /** Says where this server is, for tools on the same machine. */
  void announce(String url, long pid, Instant startedAt) throws LaunchException {
    String json =
        "{\"Url\":\"" + url + "\",\"Pid\":" + pid + ",\"StartedAt\":\"" + startedAt + "\"}\n";
    try {
      writePrivately(path.resolve("server.json"), json);
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  /** Takes the announcement back; a failure is no reason not to end. */
  void retract() {
    try {
      Files.deleteIfExists(path.resolve("server.json"));
    } catch (IOException e) {
      System.getLogger("porthole.launcher")
          .log(System.Logger.Level.WARNING, "Cannot remove " + path.resolve("server.json"), e);
    }
  }

  private static void writePrivately(Path file, String content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    PrivateFiles.create(fresh);
    try (FileChannel channel = FileChannel.open(fresh, WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
