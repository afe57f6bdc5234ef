// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.symbols;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import porthole.capture.api.RawFrame;
import porthole.lib.capture.frames.NativeNames;

/**
 * Names native frames by the symbol tables of the files that this process has loaded. Keeps the
 * tables of the files used last. Thread-safe.
 */
public final class ElfNames implements NativeNames {
  private static final int MAX_MODULES = 24;

  private final Map<String, ElfSymbols> modules = new LinkedHashMap<>(16, 0.75f, true);

  /** Has read no file yet. */
  public ElfNames() {}

  @Override
  public RawFrame frame(String module, long address, String function) {
    String name = function.isEmpty() ? symbol(module, address) : function;
    String shown = name.isEmpty() ? NativeNames.hex(address) : CppNames.readable(name);
    return new RawFrame("", shown, module.substring(module.lastIndexOf('/') + 1), 0);
  }

  private synchronized String symbol(String module, long address) {
    if (!module.startsWith("/")) {
      return "";
    }
    ElfSymbols known = modules.get(module);
    if (known == null) {
      known = load(Path.of(module));
      modules.put(module, known);
      if (modules.size() > MAX_MODULES) {
        modules.remove(modules.keySet().iterator().next());
      }
    }
    return known.at(address);
  }

  private static ElfSymbols load(Path file) {
    try {
      return ElfSymbols.read(file);
    } catch (IOException e) {
      // Replaced or not for us to read: its frames are shown by their addresses.
      return ElfSymbols.none();
    }
  }
}
