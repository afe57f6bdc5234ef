// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static porthole.script.internal.run.Scripts.eval;
import static porthole.script.internal.run.Scripts.evalShort;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.script.api.ScriptException;

/** Each of these would run for ever, or fill the heap, if nothing ended it. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTest {
  // One step may overshoot by as much as the values that it makes.
  private static final long MOST_BYTES = 8 * Scripts.BYTES;
  private static final String TWICE = "var s = 'ab'; for (var i = 0; i < 20; i++) s += s;\n";
  private static final String SHARED =
      "var d = {}; for (var i = 0; i < 60; i++) d = {a: d, b: d};\n";
  private static final String NESTED = "var d = []; for (var i = 0; i < 60; i++) d = [d, d];\n";

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (;;);",
        "while (true) {}",
        "do {} while (true)",
        "for (;;) { try { for (;;); } catch (e) { continue } finally { continue } }",
        "function f() { try { f() } finally { f() } } f()",
        "function f() { try { for (;;); } finally { f() } } f()",
        "l: for (;;) try { for (;;) try { for (;;); } finally { continue l } } finally { continue }",
        "function* g() { try { for (;;) yield 1 } finally { for (;;); } } for (var x of g());",
        "function* g() { for (;;) yield 1 } [...g()]",
        "function f() { return f() } f()",
        "var f = () => f() + 1; f()",
        "var o = {get x() { return this.x }}; o.x",
        "var o = {toString() { return '' + this }}; '' + o",
        "[1].sort.call([3, 2, 1], () => { for (;;); })",
        "'x'.replace(/x/, () => { for (;;); })",
        "JSON.stringify({toJSON() { for (;;); }})",
        "JSON.parse('[1]', () => { for (;;); })",
        "return {get x() { for (;;); }}"
      })
  void whatNeverEndsIsEnded(String body) {
    assertOverLimit(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/(a+)+$/.test('a'.repeat(40) + 'b')",
        "/^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(60))",
        "'a'.repeat(40).concat('b').match(/(a|aa)+$/)",
        "'a'.repeat(40).concat('b').split(/(a+)+$/)",
        "'a'.repeat(40).concat('b').search(/(a*)*$b/)",
        "/(x+x+)+y/.exec('x'.repeat(50))",
        "[...('a'.repeat(40) + 'b').matchAll(/(a+)+$/g)]"
      })
  void expressionsThatExplodeAreEnded(String body) {
    assertOverLimit(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var a = []; for (;;) a.push({})",
        "var s = 'a'; for (;;) s += s",
        "var s = 'a'; for (;;) s = `${s}${s}`",
        "var s = ['a']; for (;;) s = s.concat(s)",
        "var s = ['a']; for (;;) s = [...s, ...s]",
        "var o = {}; for (var i = 0; ; i++) o['k' + i] = i",
        "var m = new Map(); for (var i = 0; ; i++) m.set(i, i)",
        "var a = []; for (;;) a.push(new Array(100000))",
        "var a = []; a.length = 4294967295; return a",
        "return Array(4294967295).fill(1)",
        "Array(4294967295).join('x')",
        "Array(4294967295) + ''",
        "Array(4294967295).indexOf(1)",
        "Array(4294967295).map(x => x)",
        "Array.from({length: 1e15})",
        "Array.prototype.fill.call({length: 1e15}, 1)",
        "Math.max.apply(null, {length: 2147483647})",
        "'x'.repeat(2 ** 30)",
        "'x'.padStart(2 ** 30)",
        "'x'.padEnd({valueOf: () => 2 ** 30})"
      })
  void whatTakesMuchIsEnded(String body) {
    assertOverLimit(body);
  }

  @Test
  void stepsWithoutLoopsAreCountedToo() {
    assertOverLimit("var s = 'ab';" + "s += s;".repeat(40) + "return s.length");
    assertOverLimit("var s = [1, 2];" + "s = s.concat(s);".repeat(40));
    assertOverLimit("var s = [1, 2];" + "s = [...s, ...s];".repeat(40));
    assertOverLimit("var s = 'ab';" + "s = [s, s].join('');".repeat(40));
    assertOverLimit("var s = 'ab';" + "s = s.replace(/./, '$&$&');".repeat(5) + "for (;;);");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s.replace(/a/g, s)",
        "s.replace(/a/g, '$`')",
        "s.replaceAll('a', s)",
        "s.replaceAll('', s)",
        "s.replace(/a/g, () => s)",
        "s.replaceAll('a', () => s)",
        "var a = []; for (;;) a.push(s.substring(1))",
        "var a = []; for (;;) a.push((s + a.length).trim())",
        "var a = []; for (;;) a.push(s.toUpperCase())",
        "Array(100000).fill(s).join()",
        "Array(100000).fill(s) + ''",
        "Array(100000).fill(s).join(s)",
        "Array(1000).fill(Array(1000).fill(s)).toString()",
        "Array(1000).fill(Array(1000).fill(s)).flat()  .join()",
        "Array(1000).fill(0).flatMap(() => [...s])",
        "var t = s + 'x'; var u = s + 'y'; Array(100000).fill(t).indexOf(u)",
        "var t = (s + 'x').trim(), u = (s + 'y').trim(); Array(9999).fill(t).fill(u, 5000).sort()",
        "JSON.stringify(Array(1000).fill(s))",
        "JSON.parse('[' + '[],'.repeat(10000000) + '1]')",
        "encodeURIComponent('\\u1234'.repeat(5000000))",
        "s.split('').map(c => s.split(''))"
      })
  void longTextsAreCountedAsSuch(String body) {
    assertOverLimit(TWICE + body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SHARED + "JSON.stringify(d)",
        SHARED + "return d",
        NESTED + "'' + d",
        NESTED + "d.join()",
        NESTED + "d.toLocaleString()",
        NESTED + "d.flat(Infinity)",
        NESTED + "return d"
      })
  void sharedValuesAreCountedAsOftenAsTheyAreWritten(String body) {
    assertOverLimit(body);
  }

  @Test
  void theEndIsToldWithItsPlace() {
    assertThatThrownBy(() -> evalShort("var a = 1;\nfor (;;)\n  ;"))
        .asInstanceOf(type(ScriptException.OverLimit.class))
        .matches(failure -> failure.line() >= 2 && failure.line() <= 3)
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("The script ran longer than 100 ms at line ")
        .endsWith("(test).");
  }

  @Test
  void aLengthThatChangesIsRefused() {
    assertThatThrownBy(
            () ->
                eval(
                    "var n = 0; var o = {get length() { return n++ ? 1e15 : 1 }};"
                        + "Array.prototype.fill.call(o, 1)"))
        .isInstanceOf(ScriptException.Failed.class)
        .hasMessageContaining("not a plain number");
  }

  @Test
  void theLanguagesFunctionsDoAsEver() {
    assertThat(
            eval(
                """
                return [
                  'ab'.repeat(2), 'a'.padStart(3, 'x'), 'a-b-c'.split('-'), 'a1b2'.split(/\\d/),
                  'aXbX'.replace('X', '$&$&'), 'aXbX'.replaceAll('X', 'y'), 'a1b2'.replace(/\\d/g, d => d * 2),
                  [3, 1, 10, undefined].sort().length, [3, 1, 10].sort(), [3, 1, 10].sort((x, y) => x - y),
                  [[1], [2, [3]]].flat(Infinity), [1, 2].flatMap(x => [x, x]), Array.from({length: 2}, (_, i) => i),
                  [1, null, 'x', [2]].join('-'), [1, [2, 3]] + '', ['a', 'b'].indexOf('b'), [1, 2].includes(2),
                  JSON.stringify({a: [1, {b: 'x'}], c: undefined, d: new Date(0)}),
                  JSON.stringify({a: 1, b: {a: 2, c: 3}}, ['a', 'b']), JSON.stringify({a: 1, b: 2}, (k, v) => k == 'a' ? 5 : v),
                  JSON.stringify([1], null, 1), JSON.parse('{"x":[1,2]}', (k, v) => k == '0' ? 7 : v),
                  Math.max.apply(null, [1, 5, 2]), encodeURIComponent('a b'), String(['x'].concat([1], 2)),
                  Array.prototype.map.call('ab', c => c + c), 'abc'.at(-1), [...'ab', ...[1]], 'aab'.match(/a/g),
                  [...'a1b2'.matchAll(/[a-z](\\d)/g)].map(m => m[1]), ' x '.trim(), Object.entries({a: 1})
                ]"""))
        .isEqualTo(expected());
  }

  private static List<@Nullable Object> expected() {
    return Arrays.asList(
        "abab",
        "xxa",
        List.of("a", "b", "c"),
        List.of("a", "b", ""),
        "aXXbX",
        "ayby",
        "a2b4",
        4L,
        List.of(1L, 10L, 3L),
        List.of(1L, 3L, 10L),
        List.of(1L, 2L, 3L),
        List.of(1L, 1L, 2L, 2L),
        List.of(0L, 1L),
        "1--x-2",
        "1,2,3",
        1L,
        true,
        "{\"a\":[1,{\"b\":\"x\"}],\"d\":\"1970-01-01T00:00:00.000Z\"}",
        "{\"a\":1,\"b\":{\"a\":2}}",
        "{\"a\":5,\"b\":2}",
        "[\n 1\n]",
        Map.of("x", List.of(7L, 2L)),
        5L,
        "a%20b",
        "x,1,2",
        List.of("aa", "bb"),
        "c",
        List.of("a", "b", 1L),
        List.of("a", "a"),
        List.of("1", "2"),
        "x",
        List.of(List.of("a", 1L)));
  }

  private static void assertOverLimit(String body) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> evalShort(body)).isInstanceOf(ScriptException.OverLimit.class);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
  }
}
