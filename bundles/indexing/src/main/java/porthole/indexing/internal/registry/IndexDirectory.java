// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparingLong;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import porthole.storage.api.Folding;

/** Where the indexes of a database lie; docs/formats/index-definition.md has it. */
final class IndexDirectory {
  private static final System.Logger LOG = System.getLogger("porthole.indexing");

  private static final int MOST_OF_NAME = 60;
  private static final int DIGEST_DIGITS = 16;

  private final Path root;

  IndexDirectory(Path root) {
    this.root = root;
  }

  /** An index that is there. */
  record Found(IndexPlace place, KeptIndex kept) {}

  /**
   * The indexes there are by their folded names, those of a name by their generations; deletes what
   * is left of others. One whose definition cannot be read is left as it is.
   */
  Map<String, List<Found>> found() throws IOException {
    Map<String, List<Found>> found = new TreeMap<>();
    for (IndexPlace place : places()) {
      try {
        KeptIndex kept = place.read();
        found
            .computeIfAbsent(Folding.fold(kept.name()), unused -> new ArrayList<>())
            .add(new Found(place, kept));
      } catch (IOException e) {
        LOG.log(WARNING, "The index in " + place.directory() + " is left out.", e);
      }
    }
    found.values().forEach(of -> of.sort(comparingLong(one -> one.kept().generation())));
    return found;
  }

  private List<IndexPlace> places() throws IOException {
    List<IndexPlace> places = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (DirectoryStream<Path> directories = Files.newDirectoryStream(root)) {
        for (Path directory : directories) {
          IndexPlace place = new IndexPlace(directory);
          if (place.hasDefinition()) {
            places.add(place);
          } else {
            place.delete();
          }
        }
      }
    }
    return places;
  }

  /** A place for an index where nothing is left of another one. */
  IndexPlace freePlace(String name, long generation) {
    IndexPlace place = place(name, Long.toString(generation));
    for (int other = 1; Files.exists(place.directory()); other++) {
      place = place(name, generation + "-" + other);
    }
    return place;
  }

  private IndexPlace place(String name, String generation) {
    String readable = name.replaceAll("[^A-Za-z0-9_-]", "_");
    String start = readable.substring(0, Math.min(MOST_OF_NAME, readable.length()));
    String digest = digest(Folding.fold(name)).substring(0, DIGEST_DIGITS);
    return new IndexPlace(root.resolve(start + "-" + digest + "-" + generation));
  }

  private static String digest(String name) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
