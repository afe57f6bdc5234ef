// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.internal.function.FunctionException;
import porthole.script.internal.ScriptComponent;

class FunctionCompilerTest {
  private static final String CSHARP = "from o in docs.Orders select new { o.a }";
  private static final String JAVASCRIPT = "map('Orders', o => ({ a: o.a }))";

  private static IndexFunctions compile(List<String> maps, @Nullable String reduce) {
    ScriptComponent engine = new ScriptComponent();
    return new FunctionCompiler(() -> Optional.of(engine))
        .compile(new IndexTexts("Some", maps, reduce, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          from o in docs.Orders select new { o.a }             | CSHARP
          ~  From o in docs select new { o.a }~                | CSHARP
          docs.Orders.Select(o => new { o.a })                 | CSHARP
          docs["Orders"].Select(o => new { o.a })              | CSHARP
          /* x */ // y \\n from o in docs select new { o.a }    | CSHARP
          timeSeries.Orders.Select(x => new { x.a })           | CSHARP
          counters.Orders.Select(x => new { x.a })             | CSHARP
          map('Orders', o => ({ a: o.a }))                     | JAVASCRIPT
          ~  // from o in docs \\n map('Orders', o => o)~       | JAVASCRIPT
          timeSeries.map('Orders', o => ({}))                  | JAVASCRIPT
          counters . map('Orders', o => ({}))                  | JAVASCRIPT
          var fromage = 1; map('Orders', o => o)               | JAVASCRIPT
          fromage(); map('Orders', o => o)                     | JAVASCRIPT
          function f(o) { return o; } map('Orders', f)         | JAVASCRIPT
          """)
  void tellsTheLanguagesApart(String map, Language language) {
    assertThat(Language.of(map.replace("\\n", "\n"))).isEqualTo(language);
  }

  @Test
  void compilesBothLanguages() {
    IndexFunctions linq =
        compile(
            List.of(CSHARP, "docs.B.Select(b => new { b.a })"),
            "from r in results group r by r.a into g select new { a = g.Key }");
    assertThat(linq.language()).isEqualTo(Language.CSHARP);
    assertThat(linq.maps()).hasSize(2);
    assertThat(linq.reduce()).isPresent();
    IndexFunctions script =
        compile(List.of(JAVASCRIPT), "groupBy(x => x.a).aggregate(g => ({ a: g.key }))");
    assertThat(script.language()).isEqualTo(Language.JAVASCRIPT);
    assertThat(script.reduce()).isPresent();
  }

  @Test
  void takesABlankReduceForNone() {
    assertThat(compile(List.of(CSHARP), " ").reduce()).isEmpty();
    assertThat(compile(List.of(JAVASCRIPT), null).reduce()).isEmpty();
  }

  @Test
  void refusesWhatCannotBeCompiled() {
    assertThatThrownBy(() -> compile(List.of(CSHARP, "docs.A"), null))
        .hasMessageStartingWith("The map 2, line 1, column ");
    assertThatThrownBy(() -> compile(List.of(), null)).hasMessageContaining("has no map");
    assertThatThrownBy(() -> compile(List.of(CSHARP, JAVASCRIPT), null))
        .hasMessageContaining("maps in C# and in JavaScript");
    assertThatThrownBy(
            () ->
                new FunctionCompiler(Optional::empty)
                    .compile(new IndexTexts("Some", List.of(JAVASCRIPT), null, Map.of())))
        .isInstanceOf(FunctionException.EngineAway.class)
        .hasMessageContaining("Start the bundle porthole.script");
    assertThatThrownBy(
            () ->
                new FunctionCompiler(Optional::empty)
                    .compile(
                        new IndexTexts("Some", List.of(CSHARP), null, Map.of("A", "class A {}"))))
        .isInstanceOf(FunctionException.NotSupported.class)
        .hasMessageContaining("sources in C#");
  }
}
