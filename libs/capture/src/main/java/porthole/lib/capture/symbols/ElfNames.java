// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.symbols;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import porthole.capture.api.RawFrame;
import porthole.lib.capture.frames.NativeNames;

/**
 * Names native frames by the symbol tables of the files that this process has loaded. Keeps the
 * tables of the files used last. Thread-safe.
 */
public final class ElfNames implements NativeNames {
  private static final int MAX_MODULES = 24;

  private final Map<String, Module> modules = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<String> remarks = new LinkedHashSet<>();
  private final MappedFiles files;

  /** What is known of a module, and why it is nothing, or empty. */
  private record Module(ElfSymbols symbols, String problem) {}

  /** Names what this process has loaded. */
  public ElfNames() {
    this(Path.of("/proc/self"));
  }

  private ElfNames(Path process) {
    this.files = new MappedFiles(process);
  }

  /** Names what another process has loaded. */
  public static ElfNames of(long pid) {
    return new ElfNames(Path.of("/proc", Long.toString(pid)));
  }

  @Override
  public RawFrame frame(String module, long address, String function) {
    String name = function.isEmpty() ? symbol(module, address) : function;
    String shown = name.isEmpty() ? NativeNames.hex(address) : CppNames.readable(name);
    return new RawFrame("", shown, MappedFiles.fileName(module), 0);
  }

  private synchronized String symbol(String module, long address) {
    if (!module.startsWith("/")) {
      return "";
    }
    Module known = modules.get(module);
    if (known == null) {
      known = load(module);
      modules.put(module, known);
      if (modules.size() > MAX_MODULES) {
        modules.remove(modules.keySet().iterator().next());
      }
    }
    if (!known.problem().isEmpty()) {
      remarks.add(known.problem());
    }
    return known.symbols().at(address);
  }

  @Override
  public synchronized List<String> remarks() {
    List<String> since = List.copyOf(remarks);
    remarks.clear();
    return since;
  }

  private Module load(String module) {
    try {
      return new Module(ElfSymbols.read(files.find(module)), "");
    } catch (IOException | InvalidPathException e) {
      // Its frames are shown by their addresses.
      return new Module(
          ElfSymbols.none(), module.endsWith(" (deleted)") ? "" + e.getMessage() : "");
    }
  }
}
