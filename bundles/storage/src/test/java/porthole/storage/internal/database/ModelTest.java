// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.storage.api.Change;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseStats;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.PrefixQuery;
import porthole.storage.api.StorageException;
import porthole.testing.storage.MemoryEngine;

/** Random batches against a model that is too simple to be wrong. */
class ModelTest {
  private static final List<String> COLLECTIONS = List.of("Users", "Orders", "Ärzte");

  @TempDir Path data;

  /** What a database should hold; copied before each batch, so that a failure is taken back. */
  private static final class Model {
    record Entry(String id, String collection, long etag) {}

    final TreeMap<String, Entry> documents = new TreeMap<>();
    final Map<String, Entry> tombstones = new LinkedHashMap<>();
    long etag;

    Model copy() {
      Model copy = new Model();
      copy.documents.putAll(documents);
      copy.tombstones.putAll(tombstones);
      copy.etag = etag;
      return copy;
    }

    boolean put(String id, String collection) {
      Entry old = documents.get(Fold.of(id));
      if (old != null && !old.collection().equals(collection)) {
        return false;
      }
      tombstones.remove(Fold.of(id) + " " + collection);
      documents.put(Fold.of(id), new Entry(id, collection, ++etag));
      return true;
    }

    void delete(String id) {
      Entry old = documents.remove(Fold.of(id));
      if (old != null) {
        tombstones.put(
            Fold.of(id) + " " + old.collection(), new Entry(old.id(), old.collection(), ++etag));
      }
    }

    void deletePrefix(String prefix) {
      List.copyOf(documents.keySet()).stream()
          .filter(id -> id.startsWith(Fold.of(prefix)))
          .forEach(this::delete);
    }

    List<String> changes(String collection) {
      TreeMap<Long, String> changes = new TreeMap<>();
      documents.values().forEach(entry -> add(changes, entry, collection, "put "));
      tombstones.values().forEach(entry -> add(changes, entry, collection, "delete "));
      return List.copyOf(changes.values());
    }

    private static void add(
        Map<Long, String> changes, Entry entry, String collection, String kind) {
      if (collection == null || collection.equals(entry.collection())) {
        changes.put(entry.etag(), entry.etag() + " " + kind + entry.id());
      }
    }
  }

  private static final class Fold {
    static String of(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261122, -7, 4711})
  void countsIndexesAndFeedsAreThoseOfTheModel(long seed)
      throws InterruptedException, ExecutionException {
    Random random = new Random(seed);
    Model model = new Model();
    try (Fixture storage = new Fixture(new MemoryEngine(), data)) {
      storage.create("db");
      for (int round = 0; round < 120; round++) {
        model = batch(random, model, storage.open("db"));
        if (round % 20 == 19) {
          check(model, storage.open("db"));
          storage.unload("db");
        }
      }
      check(model, storage.open("db"));
    }
  }

  private static Model batch(Random random, Model model, Database database) {
    Model next = model.copy();
    List<DocumentCommand> commands = new ArrayList<>();
    boolean valid = true;
    for (int i = random.nextInt(6); i >= 0; i--) {
      String id = id(random);
      int kind = random.nextInt(20);
      if (kind < 12) {
        String collection = COLLECTIONS.get(random.nextInt(COLLECTIONS.size()));
        commands.add(Fixture.put(id, collection, "{}"));
        valid &= next.put(id, collection);
      } else if (kind < 19) {
        commands.add(Fixture.delete(id));
        next.delete(id);
      } else {
        String prefix = id.substring(0, 3);
        commands.add(new DocumentCommand.DeletePrefix(prefix));
        next.deletePrefix(prefix);
      }
    }
    try {
      database.execute(commands);
      assertThat(valid).isTrue();
      return next;
    } catch (StorageException.CollectionMismatch e) {
      assertThat(valid).isFalse();
      return model;
    }
  }

  private static String id(Random random) {
    String id = "i" + random.nextInt(4) + "/" + random.nextInt(12);
    return random.nextBoolean() ? id : id.replace('i', 'I');
  }

  private static void check(Model model, Database database) {
    DatabaseStats stats = database.stats();
    assertThat(stats.documents).isEqualTo(model.documents.size());
    assertThat(stats.tombstones).isEqualTo(model.tombstones.size());
    assertThat(stats.lastEtag).isEqualTo(model.etag);
    Map<String, Long> collections = new TreeMap<>();
    model.documents.values().forEach(entry -> collections.merge(entry.collection(), 1L, Long::sum));
    assertThat(new TreeMap<>(stats.collections)).isEqualTo(collections);
    assertThat(Fixture.ids(database.list(new PrefixQuery("", null, null, null, 0, 1000))))
        .isEqualTo(model.documents.values().stream().map(Model.Entry::id).toList());
    assertThat(describe(database.changes(null, 0, 1000))).isEqualTo(model.changes(null));
    for (String collection : COLLECTIONS) {
      assertThat(describe(database.changes(collection.toUpperCase(Locale.ROOT), 0, 1000)))
          .isEqualTo(model.changes(collection));
    }
  }

  private static List<String> describe(List<Change> changes) {
    return changes.stream()
        .map(
            change ->
                change.etag() + (change.document() == null ? " delete " : " put ") + change.id())
        .toList();
  }
}
