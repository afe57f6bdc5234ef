// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The directories of databases, side by side in one that is the owner's only. */
final class Directories {
  private static final String DELETED = "deleted-";
  private final Path root;

  /** Makes that directory if it is not there. */
  Directories(Path root) {
    this.root = root;
    try {
      Files.createDirectories(root);
      if (isPosix()) {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the directory " + root + ": " + e, e);
    }
  }

  Path root() {
    return root;
  }

  /** Keeps a database's files under another name. */
  void setAside(String directory) throws IOException {
    Path from = root.resolve(directory);
    if (Files.exists(from)) {
      Files.move(from, root.resolve(DELETED + directory));
      sync();
    }
  }

  /** Deletes a database's files, as far as they are still there. */
  void delete(String directory) throws IOException {
    Path from = root.resolve(directory);
    if (Files.exists(from)) {
      Files.walkFileTree(from, new Deleter());
    }
    // Even where nothing is left: an earlier try may have been cut off before this.
    sync();
  }

  // What has been moved or deleted must stay so when the machine crashes: it is said to be done.
  private void sync() throws IOException {
    if (isPosix()) {
      try (FileChannel channel = FileChannel.open(root, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
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
  }
}
