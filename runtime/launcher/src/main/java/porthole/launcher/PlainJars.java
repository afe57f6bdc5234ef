// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies of the distribution's jars without compression: to inflate the classes takes about a tenth
 * of a start. A copy's name says of which file it is, so that none is taken for another's.
 *
 * @param folder where they lie
 */
record PlainJars(Path folder) {

  /** The assembly with the copies in place of the jars, as far as there are any. */
  Assembly in(Assembly assembly) throws LaunchException {
    SortedMap<Integer, List<Path>> bundles = new TreeMap<>();
    try {
      for (Map.Entry<Integer, List<Path>> level : assembly.bundles().entrySet()) {
        List<Path> jars = new ArrayList<>();
        for (Path jar : level.getValue()) {
          Path copy = copyOf(jar);
          jars.add(Files.exists(copy) ? copy : jar);
        }
        bundles.put(level.getKey(), jars);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    return new Assembly(bundles);
  }

  /** Makes the copies that are missing, and deletes those of jars that are not there any more. */
  void make(Assembly assembly) throws LaunchException {
    try {
      Files.createDirectories(folder);
      Set<Path> wanted = new HashSet<>();
      for (List<Path> level : assembly.bundles().values()) {
        for (Path jar : level) {
          Path copy = copyOf(jar);
          wanted.add(copy);
          if (!Files.exists(copy)) {
            inflate(jar, copy);
          }
        }
      }
      deleteAllBut(wanted);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Path copyOf(Path jar) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
    String name = jar.getFileName().toString();
    return folder.resolve(
        name.substring(0, name.length() - ".jar".length())
            + "-"
            + Long.toHexString(attributes.size())
            + "-"
            + Long.toHexString(attributes.lastModifiedTime().toMillis())
            + ".jar");
  }

  // Under its name only when it is whole.
  private static void inflate(Path jar, Path copy) throws IOException {
    Path fresh = copy.resolveSibling(copy.getFileName() + ".new");
    try (ZipFile from = new ZipFile(jar.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(fresh))) {
      to.setMethod(ZipOutputStream.STORED);
      for (var entries = from.entries().asIterator(); entries.hasNext(); ) {
        ZipEntry entry = entries.next();
        to.putNextEntry(stored(entry));
        try (InputStream content = from.getInputStream(entry)) {
          content.transferTo(to);
        }
      }
    }
    Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
  }

  private static ZipEntry stored(ZipEntry entry) {
    ZipEntry stored = new ZipEntry(entry.getName());
    stored.setTime(entry.getTime());
    stored.setMethod(ZipEntry.STORED);
    stored.setSize(entry.getSize());
    stored.setCrc(entry.getCrc());
    return stored;
  }

  private void deleteAllBut(Set<Path> wanted) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!wanted.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }

  private LaunchException unreadable(IOException e) {
    return new LaunchException(
        ExitCode.NOT_READY,
        "Cannot copy the bundles to " + folder + ": " + e + ". Remove that folder.",
        e);
  }
}
