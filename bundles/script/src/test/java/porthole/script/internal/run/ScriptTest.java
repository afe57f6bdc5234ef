// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static porthole.script.internal.run.Scripts.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.script.api.ScriptException;
import porthole.script.api.ScriptScope;
import porthole.script.api.ScriptSource;

class ScriptTest {

  @Test
  void valuesComeOutAsTheyWentIn() {
    Map<String, Object> document =
        Map.of(
            "text",
            "Grüße",
            "whole",
            1L,
            "large",
            Long.MAX_VALUE,
            "point",
            5.0,
            "fraction",
            0.1,
            "list",
            Arrays.asList(1L, null, true),
            "7",
            Map.of("a", List.of()));

    assertThat(eval("return a", document)).isEqualTo(document);
  }

  @Test
  void membersThatNobodyLooksAtAreMembersAllTheSame() {
    Map<String, Object> inner = Map.of("x", 1L);
    Map<String, Object> document =
        Map.of("a", inner, "b", List.of(inner), "c", inner, "d", inner, "e", inner, "3", inner);

    assertThat(
            eval(
                "a.a.x++; a.c = null; delete a.d; Object.freeze(a.e);"
                    + "return {a, json: JSON.stringify(a.b), keys: Object.keys(a).length,"
                    + " three: a[3].x, own: a.hasOwnProperty('b'), copy: {...a}.b,"
                    + " described: Object.getOwnPropertyDescriptor(a, 'e').value.x,"
                    + " joined: Object.entries(a).length}",
                document))
        .extracting("json", "keys", "three", "own", "copy", "described", "joined")
        .containsExactly("[{\"x\":1}]", 5L, 1L, true, List.of(inner), 1L, 5L);
    assertThat(eval("a.a.x++; a.c = null; delete a.d; return a", document))
        .isEqualTo(expected(inner));
    assertThat(document.get("a")).isEqualTo(Map.of("x", 1L));
  }

  private static Map<String, Object> expected(Map<String, Object> inner) {
    Map<String, Object> expected = new HashMap<>();
    expected.put("a", Map.of("x", 2L));
    expected.put("b", List.of(inner));
    expected.put("c", null);
    expected.put("e", inner);
    expected.put("3", inner);
    return expected;
  }

  @Test
  void wholeResultsAreLongsWhileTheyAreExact() {
    assertThat(eval("return [1 + 1, 4 / 2, 1 / 4, 2 ** 53, 2 ** 60, a + 1, -0]", 5.0))
        .isEqualTo(List.of(2L, 2L, 0.25, 9007199254740992L, Math.pow(2, 60), 6L, 0L));
  }

  @Test
  void whatJsonHasNotIsLeftOutOrNull() {
    Map<String, Object> expected = new HashMap<>();
    expected.put("c", null);
    expected.put("d", Arrays.asList(null, null));
    assertThat(eval("return {a: undefined, b: () => 1, c: NaN, d: [undefined, Symbol('x')]}"))
        .isEqualTo(expected);
    assertThat(eval("")).isNull();
  }

  @Test
  void datesAndWrappedValuesComeOutAsPlainOnes() {
    assertThat(eval("return [new Date(0), new Date(NaN), new String('a'), new Number(2)]"))
        .isEqualTo(Arrays.asList("1970-01-01T00:00:00.0000000Z", null, "a", 2L));
  }

  @Test
  void namesThatLookLikeIndexesAreFoundBothWays() {
    assertThat(eval("return [a[7], a['7'], Object.keys(a)]", Map.of("7", "x")))
        .isEqualTo(List.of("x", "x", List.of("7")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "let {x, y} = {x: 1, y: 2}; return [...[x], ...[y], `t${x}`].join()",
        "const f = (x = 1) => [x, 2, 't1']; return f().join()",
        "var s = []; for (const v of new Set([1, 2])) s.push(v); s.push('t1'); return s.join()",
        "function* g() { yield 1; yield 2; yield 't1' } return [...g()].join()",
        "return [1, 2, 't1'].map(v => v?.toString() ?? '').join()"
      })
  void todaysLanguageIsUnderstood(String body) {
    assertThat(eval(body)).isEqualTo("1,2,t1");
  }

  @Test
  void aScriptMayRunWithinAFunctionOfAnother() {
    assertThat(
            eval(Map.of("other", given -> eval("return a + 1", given.get(0))), "return other(1)"))
        .isEqualTo(2L);
    assertThatThrownBy(
            () ->
                Scripts.evalShort(Map.of("other", given -> eval("return 1")), "other(); for (;;);"))
        .isInstanceOf(ScriptException.OverLimit.class);
  }

  @Test
  void textsThatLookLikeLoopsStayAsTheyAre() {
    assertThat(eval("/* for (const */ for ( const a of ['for (const']) return a + `for (const`"))
        .isEqualTo("for (constfor (const");
  }

  @Test
  void hostFunctionsGetAndGivePlainValues() {
    List<Object> got = new ArrayList<>();

    Object result =
        eval(
            Map.of(
                "load",
                arguments -> {
                  got.addAll(arguments);
                  return Map.of("Name", "x");
                }),
            "return load('users/1', {a: [1]}).Name");

    assertThat(result).isEqualTo("x");
    assertThat(got).isEqualTo(List.of("users/1", Map.of("a", List.of(1L))));
  }

  @Test
  void whatAHostFunctionThrowsCannotBeCaught() {
    IllegalStateException failure = new IllegalStateException("storage is away");

    assertThatThrownBy(
            () ->
                eval(
                    Map.of(
                        "load",
                        arguments -> {
                          throw failure;
                        }),
                    "for (;;) { try { load() } catch (e) { return 1 } finally { continue } }"))
        .isSameAs(failure);
  }

  @Test
  void whatAScriptThrowsIsToldWithItsPlace() {
    assertThatThrownBy(() -> eval("var x = 1;\n  throw 'no ' + x"))
        .isInstanceOf(ScriptException.Failed.class)
        .hasMessage("no 1 at line 2 (test).");
    assertThatThrownBy(() -> eval("null.x"))
        .hasMessageContaining("Cannot read property \"x\" from null")
        .asInstanceOf(type(ScriptException.Failed.class))
        .returns(1, ScriptException::line);
    assertThatThrownBy(() -> eval("throw new RangeError('far')"))
        .hasMessage("RangeError: far at line 1 (test).");
    assertThatThrownBy(() -> eval("throw {code: 5}")).hasMessage("{code=5} at line 1 (test).");
  }

  @Test
  void aTextThatIsNoScriptIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> eval("let a = 1;\nlet b = ;"))
        .isInstanceOf(ScriptException.Syntax.class)
        .asInstanceOf(type(ScriptException.Syntax.class))
        .returns(2, ScriptException::line)
        .matches(failure -> failure.column() > 0);
    assertThatThrownBy(() -> eval("return 2n ** 100n"))
        .hasMessageContaining("Big integers are not supported at line 1");
    assertThatThrownBy(() -> eval(" ".repeat(200_000))).hasMessageContaining("at most 131072");
    assertThatThrownBy(() -> eval("return " + "(".repeat(100_000)))
        .isInstanceOf(ScriptException.Syntax.class);
  }

  @Test
  void aFunctionThatIsNotThereIsToldOf() {
    ScriptScope scope =
        Scripts.compile(ScriptSource.of("test", "let x = 1"), Scripts.SHORT).open(Map.of());

    assertThatThrownBy(() -> scope.call("nope", List.of()))
        .isInstanceOf(ScriptException.Failed.class)
        .hasMessageContaining("no function 'nope'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.System.exit(1)",
        "Packages.java.lang.System.exit(1)",
        "getClass()",
        "new JavaAdapter({})",
        "importPackage(java.io)",
        "eval('1')",
        "new Function('return 1')()",
        "(() => 1).constructor('return 1')()",
        "(function*(){}).constructor('yield 1')()",
        "Object.getPrototypeOf(function*(){}).constructor('yield 1')()",
        "load('x')",
        "print('x')",
        "quit()",
        "new Continuation()",
        "'use strict'; Array.prototype.evil = 1",
        "'use strict'; Object.prototype.evil = 1",
        "'use strict'; Math.max = 1",
        "'use strict'; JSON.parse.x = 1",
        "Object.defineProperty(Object.prototype, 'evil', {value: 1})",
        "Object.setPrototypeOf(Array.prototype, {})"
      })
  void aScriptReachesNothingButItsOwn(String body) {
    assertThatThrownBy(() -> eval(body)).isInstanceOf(ScriptException.Failed.class);
    assertThat(eval("return [[].evil, {}.evil, Math.max(1, 2)]"))
        .isEqualTo(Arrays.asList(null, null, 2L));
  }

  @Test
  void javaObjectsBehindValuesAreOutOfReach() {
    assertThat(
            eval(
                "return [typeof a.getClass, typeof a.class, typeof a.toString().getClass]",
                Map.of()))
        .isEqualTo(List.of("undefined", "undefined", "undefined"));
  }

  @Test
  void documentsMayHaveMembersWithNamesOfTheLanguages() {
    assertThat(
            eval(
                "a.constructor = 'x'; a.toString = 1; a.hasOwnProperty = 3;" + "return a",
                Map.of("valueOf", 4L)))
        .isEqualTo(Map.of("constructor", "x", "toString", 1L, "hasOwnProperty", 3L, "valueOf", 4L));
  }

  @Test
  void scopesShareNothing() {
    eval("shared = 1; this.other = 2");

    assertThat(eval("return typeof shared + typeof this.other ")).isEqualTo("undefinedundefined");
  }
}
