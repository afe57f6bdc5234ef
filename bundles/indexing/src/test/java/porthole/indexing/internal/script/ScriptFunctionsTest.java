// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.internal.function.BoostedValue;
import porthole.indexing.internal.function.DynamicField;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.function.Loader;
import porthole.indexing.internal.function.MapFunction;
import porthole.indexing.internal.function.ReduceFunction;
import porthole.indexing.internal.function.SpatialValue;
import porthole.indexing.internal.value.Json;
import porthole.script.api.ScriptEngine;
import porthole.script.internal.ScriptComponent;

class ScriptFunctionsTest {
  private static final ScriptEngine ENGINE = new ScriptComponent();
  private static final Loader LOADER =
      (id, collection) ->
          id.equals("none") ? null : object("{'name': '" + id + " of " + collection + "'}");

  private static Map<String, @Nullable Object> object(String json) {
    return Json.object(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, @Nullable Object> user() {
    return object(
        """
        {'name': 'Ada', 'age': 36, 'numbers': [4, 6], 'note': null, 'size': 2.5,
         '@metadata': {'@id': 'users/1-A', '@collection': 'Users', '@counters': ['likes']}}
        """);
  }

  private static ScriptFunctions functions(Map<String, String> sources) {
    return new ScriptFunctions(() -> Optional.of(ENGINE), "Some", sources);
  }

  private static MapFunction map(String text) {
    return functions(Map.of()).map("map", text);
  }

  private static List<Map<String, @Nullable Object>> entries(String text) {
    return map(text).entries(user(), LOADER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          map('Users', function (u) { return { name: u.name, n: 1 }; })   | [name, n] | [{name=Ada, n=1}]
          map("Users", u => ({ name: u.name, none: u.nothing, nil: u.note })); | [name, none, nil] | [{name=Ada, nil=null}]
          map('Users', u => u.numbers.map(n => ({ n: n, twice: 2 * n })))  | [] | [{n=4, twice=8}, {n=6, twice=12}]
          map('Users', u => { if (u.age < 30) { return { a: 1 }; } })      | [] | []
          map('Users', u => null)                                          | [] | []
          map('Users', u => [])                                            | [] | []
          map('Users', u => ({ id: id(u), counters: counterNamesFor(u), c: getMetadata(u)['@collection'] })) // end | [id, counters, c] | [{id=users/1-A, counters=[likes], c=Users}]
          map('Users', u => ({ a: load('x/1', 'Things').name, b: load('none', 'Things') })) | [] | [{a=x/1 of Things, b=null}]
          map('Users', u => ({ a: load(['x', 'y'], 'Things').map(t => t.name), b: load(u.note, 'T') })) | [] | [{a=[x of Things, y of Things], b=null}]
          map('Users', u => ({ d: new Date(Date.UTC(2026, 0, 2)) }))       | [d] | [{d=2026-01-02T00:00:00.0000000Z}]
          map('Users', u => u)                                             | [] | [{name=Ada, age=36, numbers=[4, 6], note=null, size=2.5}]
          """)
  void mapMakesEntries(String text, String fields, String entries) {
    MapFunction map = map(text);
    assertThat(map.collections()).containsExactly("Users");
    assertThat(map.fields().toString()).isEqualTo(fields);
    assertThat(map.entries(user(), LOADER).toString()).isEqualTo(entries);
  }

  @Test
  void mapMakesValuesThatOnlyEntriesHave() {
    Map<String, @Nullable Object> entry =
        entries(
                """
                map('Users', u => ({
                  tagged: { $value: u.name, $name: 'words', $options: { indexing: 'Search', storage: true } },
                  made: [createField('a', 1), createField('b', 2, { storage: 'No', indexing: 'Exact' })],
                  own: { $value: u.name, $options: { storage: true } },
                  point: createSpatialField(u.age, 2),
                  shape: createSpatialField('POINT(1 2)'),
                  nowhere: createSpatialField(u.nothing, 1),
                  much: boost(u.name, 2.5)
                }))""")
            .get(0);
    assertThat(entry)
        .containsEntry("tagged", new DynamicField("words", "Ada", true, true))
        .containsEntry(
            "made",
            List.of(new DynamicField("a", 1L, null, null), new DynamicField("b", 2L, false, false)))
        .containsEntry("own", new DynamicField("own", "Ada", true, null))
        .containsEntry("point", new SpatialValue.Point(36, 2))
        .containsEntry("shape", new SpatialValue.Shape("POINT(1 2)"))
        .containsEntry("nowhere", null)
        .containsEntry("much", new BoostedValue("Ada", 2.5f));
  }

  @Test
  void mapUsesAdditionalSources() {
    MapFunction map =
        functions(Map.of("Titles", "function mr(x) { return 'Mr. ' + x; } // end"))
            .map("map", "map('Users', function (u) { return { name: mr(u.name) }; })");
    assertThat(map.entries(user(), LOADER)).hasToString("[{name=Mr. Ada}]");
  }

  @Test
  void mapTakesTheDocumentsOfEachCollection() {
    MapFunction map =
        map(
            "map('users', u => ({ a: 1 })); map('Things', t => ({ b: 1 })); map('Users', u => ({ c: 1 }))");
    assertThat(map.collections()).containsExactly("users", "Things", "Users");
    assertThat(map.fields()).isEqualTo(Set.of("a", "b", "c"));
    assertThat(map.entries(user(), LOADER)).hasToString("[{a=1}, {c=1}]");
  }

  @Test
  void mapTakesAllDocuments() {
    assertThat(map("map('@all_docs', d => ({ a: 1 }))").collections()).isEmpty();
    assertThat(map("map(d => ({ a: 1 }))").entries(user(), LOADER)).hasToString("[{a=1}]");
  }

  @Test
  void reduceGroupsAndAggregates() {
    ReduceFunction reduce =
        functions(Map.of())
            .reduce(
                """
                groupBy(x => ({ name: x.name, day: x.day }))
                  .aggregate(g => ({
                    name: g.key.name,
                    count: g.values.reduce((total, value) => total + value.count, 0)
                  }))""");
    List<Map<String, @Nullable Object>> entries =
        List.of(object("{'name': 'a', 'count': 1}"), object("{'name': 'a', 'count': 2}"));
    Object key = reduce.key(entries.get(0));
    assertThat(key).isEqualTo(reduce.key(entries.get(1))).hasToString("{name=a}");
    assertThat(reduce.fields()).containsExactly("name", "count");
    assertThat(reduce.results(key, entries)).hasToString("[{name=a, count=3}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          map('Users', u => ({ a: u.b.c }))            | line 1
          map('Users', u => 5)                         | map of index 'Some' gives 5, which is no object.
          map('Users', u => load(u.name))              | load needs the collection
          map('Users', u => ({ a: cmpxchg('x') }))     | compare-exchange values cannot be loaded
          map('Users', u => ({ a: boost(1, 'x') }))    | has x where a boost was expected.
          """)
  void mapFailsOnADocument(String text, String problem) {
    assertThatThrownBy(() -> entries(text))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          map('Users', u => ({ a: }))     | line 1, column
          'x'                             | A call of map('<collection>', <function>) was expected
          map('Users')                    | map needs a collection's name and a function
          map('Users', u => ({a: 1}));;;x | line 1
          """)
  void mapIsRefused(String text, String problem) {
    assertThatThrownBy(() -> map(text))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining(problem)
        .hasMessageContaining("map of index 'Some'");
  }

  @Test
  void refusesWhatThisServerCannotDo() {
    assertThatThrownBy(() -> map("counters.map('Users', 'likes', c => ({ a: 1 }))"))
        .isInstanceOf(FunctionException.NotSupported.class)
        .hasMessageContaining("maps of counters cannot be made");
    assertThatThrownBy(() -> map("timeSeries.map('Users', function (t) { return {}; })"))
        .isInstanceOf(FunctionException.NotSupported.class)
        .hasMessageContaining("maps of time series cannot be made");
    assertThatThrownBy(() -> functions(Map.of()).reduce("groupBy(x => x.a)"))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("groupBy(<function>).aggregate(<function>) was expected");
    assertThatThrownBy(() -> functions(Map.of("Bad", "function (")))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("source 'Bad' of index 'Some'");
  }

  @Test
  void goesOnInANewEngineAndWithoutOne() {
    AtomicReference<@Nullable ScriptEngine> engine = new AtomicReference<>(ENGINE);
    MapFunction map =
        new ScriptFunctions(() -> Optional.ofNullable(engine.get()), "Some", Map.of())
            .map("map", "var n = 0; map('Users', u => ({ n: ++n }))");
    assertThat(map.entries(user(), LOADER)).hasToString("[{n=1}]");
    engine.set(null);
    assertThat(map.entries(user(), LOADER)).hasToString("[{n=2}]");
    engine.set(new ScriptComponent());
    assertThat(map.entries(user(), LOADER)).hasToString("[{n=1}]");
  }
}
