// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.symbols;

import java.util.HashMap;
import java.util.Map;

/** The operators of C++ by their two letters. */
final class CppOperators {
  private static final String TABLE =
      "nw new na new[] dl delete da delete[] aw co_await ps + ng - ad & de * co ~ pl + mi - ml * dv /"
          + " rm % an & or | eo ^ aS = pL += mI -= mL *= dV /= rM %= aN &= oR |= eO ^= ls << rs >>"
          + " lS <<= rS >>= eq == ne != lt < gt > le <= ge >= ss <=> nt ! aa && oo || pp ++ mm --"
          + " cm , pm ->* pt -> cl () ix [] qu ?";

  private static final Map<String, String> SYMBOLS = symbols();

  private CppOperators() {}

  private static Map<String, String> symbols() {
    String[] words = TABLE.split(" ", -1);
    Map<String, String> symbols = new HashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      symbols.put(words[i], words[i + 1]);
    }
    return symbols;
  }

  static String symbol(String letters) {
    String symbol = SYMBOLS.get(letters);
    if (symbol == null) {
      throw new MangledText.Unreadable();
    }
    return symbol;
  }
}
