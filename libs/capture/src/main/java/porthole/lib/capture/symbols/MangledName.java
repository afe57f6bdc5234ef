// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.symbols;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the names in a mangled name: where things are, and the arguments of templates. */
final class MangledName {
  private static final Map<Character, String> STANDARD =
      Map.of(
          'a', "std::allocator",
          'b', "std::basic_string",
          's', "std::string",
          'i', "std::istream",
          'o', "std::ostream",
          'd', "std::iostream");

  private final MangledText text;
  private final MangledType types;

  MangledName(MangledText text) {
    this.text = text;
    this.types = new MangledType(text, this);
  }

  /** What follows {@code _Z}. */
  String symbol() {
    if (text.take('T')) {
      return special();
    }
    if (text.take("GV")) {
      return "guard variable for " + name();
    }
    return name();
  }

  private String special() {
    String kind = text.next(1);
    switch (kind) {
      case "h", "v", "c" -> {
        offsets(kind);
        return (kind.equals("v") ? "virtual thunk to " : "thunk to ") + name();
      }
      case "V" -> {
        return "vtable for " + types.type();
      }
      case "I" -> {
        return "typeinfo for " + types.type();
      }
      case "W", "H" -> {
        return (kind.equals("W") ? "TLS wrapper for " : "TLS init for ") + name();
      }
      default -> throw new MangledText.Unreadable();
    }
  }

  private void offsets(String kind) {
    if (kind.equals("c")) {
      offsets(text.next(1));
      offsets(text.next(1));
      return;
    }
    signed();
    text.expect('_');
    if (kind.equals("v")) {
      signed();
      text.expect('_');
    } else if (!kind.equals("h")) {
      throw new MangledText.Unreadable();
    }
  }

  private void signed() {
    boolean unused = text.take('n');
    text.number();
  }

  /** A name, with the arguments of its template, without the parameters of its function. */
  String name() {
    text.enter();
    String name = anyName();
    text.leave();
    return MangledText.bounded(name);
  }

  private String anyName() {
    if (text.take('N')) {
      return nested();
    }
    if (text.take('Z')) {
      return local();
    }
    if (text.peek() == 'S' && !text.follows("St")) {
      return substitution() + templateArguments();
    }
    String name = text.take("St") ? "std::" + unqualified("") : unqualified("");
    return text.peek() == 'I' ? text.remember(name) + templateArguments() : name;
  }

  private String nested() {
    while (text.take('r') || text.take('V') || text.take('K')) {
      // Qualifiers of a method say nothing of where it is.
    }
    boolean unused = text.take('R') || text.take('O');
    String name = "";
    String last = "";
    while (!text.take('E')) {
      text.enter();
      if (text.peek() == 'S') {
        name = text.take("St") ? "std" : substitution();
        last = name.substring(name.lastIndexOf(':') + 1);
        text.leave();
        continue;
      }
      if (text.peek() == 'I') {
        name += templateArguments();
      } else if (text.peek() == 'T') {
        name = types.templateParameter();
      } else {
        last = unqualified(last);
        name = name.isEmpty() ? last : name + "::" + last;
      }
      if (text.peek() != 'E') {
        text.remember(name);
      }
      MangledText.bounded(name);
      text.leave();
    }
    if (name.isEmpty()) {
      throw new MangledText.Unreadable();
    }
    return name;
  }

  /** Something inside a function. */
  private String local() {
    String function = symbol();
    while (!text.take('E')) {
      types.type();
    }
    if (text.take('s')) {
      discriminator();
      return function + "::{string}";
    }
    if (text.take('d')) {
      text.sequence();
    }
    String name = function + "::" + name();
    discriminator();
    return name;
  }

  private void discriminator() {
    if (text.take("__")) {
      text.number();
      text.expect('_');
    } else if (text.follows("_")) {
      text.expect('_');
      text.next(1);
    }
  }

  /** The name of {@code S}: something that was there before, or something of the library. */
  String substitution() {
    text.expect('S');
    String standard = STANDARD.get(text.peek());
    if (standard != null) {
      text.next(1);
      return standard;
    }
    return text.substitution(text.sequence());
  }

  /** {@code <...>}, or nothing where there are no arguments. */
  String templateArguments() {
    if (!text.take('I')) {
      return "";
    }
    List<String> arguments = new ArrayList<>();
    while (!text.take('E')) {
      argument(arguments);
    }
    text.templateArguments(arguments);
    String list = String.join(", ", arguments);
    return MangledText.bounded("<" + list + (list.endsWith(">") ? " >" : ">"));
  }

  private void argument(List<String> arguments) {
    text.enter();
    if (text.take('J')) {
      while (!text.take('E')) {
        argument(arguments);
      }
    } else if (text.take("Xad")) {
      arguments.add("&" + types.literal());
      text.expect('E');
    } else if (text.peek() == 'L') {
      arguments.add(types.literal());
    } else {
      arguments.add(types.type());
    }
    text.leave();
  }

  /**
   * One part of a name.
   *
   * @param type the part before it, after which constructors are called
   */
  private String unqualified(String type) {
    boolean unused = text.take('L');
    String name;
    if (text.atDigit()) {
      name = source();
    } else if (text.take("Ul")) {
      name = lambda();
    } else if (text.take("Ut")) {
      name = "{unnamed#" + (text.sequence() + 1) + "}";
    } else if (text.peek() == 'C' || (text.peek() == 'D' && !text.follows("DC"))) {
      name = structor(type);
    } else {
      name = operator();
    }
    while (text.take('B')) {
      name += "[abi:" + source() + "]";
    }
    return name;
  }

  private String lambda() {
    while (!text.take('E')) {
      types.type();
    }
    return "{lambda#" + (text.sequence() + 1) + "}";
  }

  private String structor(String type) {
    String kind = text.next(2);
    String name = type.isEmpty() ? "" : type;
    if (name.isEmpty() || !"C1C2C3C4C5D0D1D2D4D5".contains(kind)) {
      throw new MangledText.Unreadable();
    }
    return kind.startsWith("D") ? "~" + name : name;
  }

  String source() {
    String name = text.next(text.number());
    return name.startsWith("_GLOBAL__N") ? "(anonymous namespace)" : name;
  }

  private String operator() {
    if (text.take("cv")) {
      return "operator " + types.type();
    }
    if (text.take("li")) {
      return "operator\"\" " + source();
    }
    String symbol = CppOperators.symbol(text.next(2));
    return "operator" + (Character.isLetter(symbol.charAt(0)) ? " " : "") + symbol;
  }
}
