// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.symbols;

/** Makes the names that C++ compilers give to functions readable, as far as namespaces go. */
final class CppNames {
  private CppNames() {}

  /**
   * Such as {@code rocksdb::DBImpl::Write} for {@code _ZN7rocksdb6DBImpl5WriteE...}: the parameters
   * are left out, and a name that has more to it than plain parts stays as it is.
   */
  static String readable(String name) {
    if (!name.startsWith("_Z")) {
      // Versions of C functions, as in memcpy@@GLIBC_2.14.
      int version = name.indexOf('@');
      return version > 0 ? name.substring(0, version) : name;
    }
    boolean nested = name.startsWith("_ZN");
    // L: visible in its own file only.
    int at = nested || name.startsWith("_ZL") ? 3 : 2;
    while (nested && at < name.length() && "KVrRO".indexOf(name.charAt(at)) >= 0) {
      at++;
    }
    StringBuilder parts = new StringBuilder();
    int last = -1;
    while (at < name.length()) {
      int digits = at;
      while (digits < name.length() && Character.isDigit(name.charAt(digits)) && digits < at + 4) {
        digits++;
      }
      if (digits == at) {
        break;
      }
      int length = Integer.parseInt(name.substring(at, digits));
      if (length == 0 || digits + length > name.length()) {
        return name;
      }
      last = parts.length() == 0 ? 0 : parts.length() + 2;
      parts.append(parts.length() == 0 ? "" : "::").append(name, digits, digits + length);
      at = digits + length;
      if (!nested) {
        return parts.toString();
      }
    }
    return ended(name, at, parts, last);
  }

  private static String ended(String name, int at, StringBuilder parts, int last) {
    if (last < 0 || at >= name.length()) {
      return name;
    }
    String rest = name.substring(at);
    if (rest.startsWith("C1E") || rest.startsWith("C2E")) {
      return parts + "::" + parts.substring(last);
    }
    if (rest.startsWith("D0E") || rest.startsWith("D1E") || rest.startsWith("D2E")) {
      return parts + "::~" + parts.substring(last);
    }
    return rest.startsWith("E") ? parts.toString() : name;
  }
}
