// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.symbols;

/** Makes the names that C++ compilers give to functions readable: those of the Itanium ABI. */
final class CppNames {
  private CppNames() {}

  /**
   * Such as {@code rocksdb::DBImpl::Write} for {@code _ZN7rocksdb6DBImpl5WriteE...}: parameters of
   * functions are left out, arguments of templates are not. A name that is not understood stays as
   * it is.
   */
  static String readable(String name) {
    // Versions, as in memcpy@@GLIBC_2.14.
    int version = name.indexOf('@');
    String symbol = version > 0 ? name.substring(0, version) : name;
    if (!symbol.startsWith("_Z")) {
      return symbol;
    }
    // Parts that the compiler cut off, as in .cold or .part.0.
    int dot = symbol.indexOf('.');
    String mangled = dot > 0 ? symbol.substring(0, dot) : symbol;
    String part = dot > 0 ? " [" + symbol.substring(dot + 1) + "]" : "";
    try {
      return new MangledName(new MangledText(mangled, 2)).symbol() + part;
    } catch (MangledText.Unreadable e) {
      return symbol;
    }
  }
}
