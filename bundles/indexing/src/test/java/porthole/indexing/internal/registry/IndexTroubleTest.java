// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.junit.jupiter.api.Test;
import porthole.indexing.api.IndexDefinition.State;
import porthole.indexing.api.IndexError;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.index.LiveIndex;

/** What becomes of indexes when documents, files or the server fail. */
class IndexTroubleTest extends DefinedIndexes {

  @Test
  void theLastOfSeveralReplacementsIsLeftAfterACrash() throws IOException {
    database.put("Users", "users/1", "{\"name\": \"Ann\", \"age\": 3}");
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    admin.put(List.of(definition("X", "Users: age")));
    Path overtaken = indexes.named("ReplacementOf/X").place().directory();
    Path kept = directory.resolve("kept.json");
    Files.copy(overtaken.resolve("definition.json"), kept);
    admin.put(List.of(definition("X", "Users: name, age")));
    close();
    Files.copy(kept, Files.createDirectories(overtaken).resolve("definition.json"));
    work.clear();
    open();
    assertThat(names()).containsExactly("X", "ReplacementOf/X");
    runAll();
    assertThat(count("X", "name", "ann")).isOne();
    assertThat(count("X", "age", "3")).isOne();
    assertThat(overtaken).doesNotExist();
  }

  @Test
  void stopsWhenTooManyDocumentsFail() {
    for (int i = 0; i < 100; i++) {
      database.put("Users", "users/" + i, "{\"fail\": true}");
    }
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    assertThat(report("X").state).isEqualTo(State.ERROR);
    assertThat(admin.errors("X")).hasSize(100);
    assertThat(admin.errors("X").get(0))
        .extracting(IndexError::document, IndexError::action, IndexError::message)
        .containsExactly("users/0", "Map", "The document says fail.");
    assertThatThrownBy(() -> indexes.named("X").answering())
        .isInstanceOf(IndexingException.Faulty.class)
        .hasMessageContaining("state Error");
    admin.put(List.of(definition("X", "Users: age")));
    assertThat(report("ReplacementOf/X").state).isEqualTo(State.NORMAL);
    admin.put(List.of(definition("X", "Users: name")));
    for (int i = 0; i < 100; i++) {
      database.put("Users", "users/" + i, "{\"name\": \"Ann\"}");
    }
    admin.reset("X");
    runAll();
    assertThat(report("X").state).isEqualTo(State.NORMAL);
    assertThat(count("X", "name", "ann")).isEqualTo(100);
  }

  @Test
  void isOpenedOnceSomethingRunsItsScripts() {
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    admin.put(List.of(definition("X", "Users: name, age")));
    engineIsAway = true;
    reopen();
    runAll();
    assertThatThrownBy(() -> indexes.named("X").answering())
        .isInstanceOf(IndexingException.Unavailable.class)
        .hasMessageContaining("Nothing runs the map now.");
    assertThatThrownBy(() -> admin.put(List.of(definition("Y", "Users: name"))))
        .isInstanceOf(IndexingException.Unavailable.class);
    engineIsAway = false;
    indexes.engineIsThere();
    runAll();
    assertThat(names()).containsExactly("X");
    assertThat(indexes.named("X").definition().maps).containsExactly("Users: name, age");
    assertThat(count("X", "name", "ann")).isOne();
  }

  @Test
  void forgetsErrorsWhenTold() {
    database.put("Users", "users/1", "{\"fail\": true}");
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    assertThat(report("X").errors).isOne();
    admin.deleteErrors("X");
    assertThat(report("X").errors).isZero();
    assertThat(report("X").mapErrors).isOne();
  }

  @Test
  void isMadeAnewOnceASearchFindsItDamaged() {
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    LiveIndex live = indexes.named("X").answering();
    assertThat(indexes.hasDamage(live, new IllegalStateException("something else"))).isFalse();
    Exception damage = new UncheckedIOException(new CorruptIndexException("bad sum", "_0.cfs"));
    assertThat(indexes.hasDamage(live, new IllegalStateException(damage))).isTrue();
    assertThat(report("X").stale).isTrue();
    runAll();
    assertThat(indexes.named("X").answering()).isNotSameAs(live);
    assertThat(count("X", "name", "ann")).isOne();
  }

  @Test
  void isOpenedAgainAfterAFailure() throws IOException {
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    database.onRead(
        () -> {
          throw new UncheckedIOException(new IOException("no space left on device"));
        });
    indexes.changed();
    work.remove().run();
    assertThat(admin.errors("X"))
        .singleElement()
        .extracting(IndexError::message)
        .asString()
        .contains("no space left");
    database.onRead(() -> {});
    database.put("Users", "users/2", "{\"name\": \"Ann\"}");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    runAll();
    assertThat(count("X", "name", "ann")).isEqualTo(2);
    assertThat(admin.errors("X")).hasSize(1);
  }

  @Test
  void isReadThroughAfterASearchThatFailed() throws IOException {
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    LiveIndex live = indexes.named("X").answering();
    indexes.hasDamage(live, new IllegalStateException("odd"));
    runAll();
    assertThat(indexes.named("X").answering()).isSameAs(live);

    try (Stream<Path> files = Files.walk(indexes.named("X").place().entries())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".cfs")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes, StandardOpenOption.WRITE);
      }
    }
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    indexes.hasDamage(live, new IllegalStateException("odd"));
    runAll();
    assertThat(indexes.named("X").answering()).isNotSameAs(live);
    assertThat(count("X", "name", "ann")).isOne();
  }
}
