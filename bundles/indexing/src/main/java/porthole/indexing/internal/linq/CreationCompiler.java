// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.syntax.Expression;
import porthole.indexing.internal.linq.syntax.Expression.Field;
import porthole.indexing.internal.linq.syntax.Expression.NewDictionary;
import porthole.indexing.internal.linq.syntax.Expression.NewList;
import porthole.indexing.internal.linq.syntax.Expression.NewObject;
import porthole.indexing.internal.linq.syntax.Expression.NewValue;
import porthole.indexing.internal.linq.value.AnonymousObject;
import porthole.indexing.internal.linq.value.Creations;
import porthole.indexing.internal.linq.value.Texts;

/** Compiles what begins with {@code new}. */
final class CreationCompiler {
  private final Compiler compiler;

  CreationCompiler(Compiler compiler) {
    this.compiler = compiler;
  }

  Code code(Expression creation) {
    if (creation instanceof NewObject object) {
      return object(object);
    }
    if (creation instanceof NewList list) {
      return list(list);
    }
    if (creation instanceof NewDictionary dictionary) {
      return dictionary(dictionary);
    }
    if (creation instanceof NewValue value) {
      return value(value);
    }
    throw compiler.wrong(creation, "it cannot be compiled.");
  }

  private Code object(NewObject object) {
    int size = object.fields().size();
    String[] names = new String[size];
    Code[] values = new Code[size];
    for (int i = 0; i < size; i++) {
      Field field = object.fields().get(i);
      names[i] = field.name();
      values[i] = compiler.code(field.value());
    }
    return frame -> {
      frame.stepForObject(size);
      AnonymousObject made = new AnonymousObject(size);
      for (int i = 0; i < size; i++) {
        made.put(names[i], values[i].run(frame));
      }
      return made;
    };
  }

  private Code list(NewList list) {
    List<Code> elements = compiler.codes(list.elements());
    return frame -> {
      frame.step(elements.size());
      List<@Nullable Object> made = new ArrayList<>(elements.size());
      for (Code element : elements) {
        made.add(element.run(frame));
      }
      return made;
    };
  }

  private Code dictionary(NewDictionary dictionary) {
    List<Code> keys = compiler.codes(dictionary.keys());
    List<Code> values = compiler.codes(dictionary.values());
    return compiler.placed(
        dictionary,
        frame -> {
          frame.stepForObject(keys.size());
          AnonymousObject made = new AnonymousObject(keys.size());
          for (int i = 0; i < keys.size(); i++) {
            made.put(Texts.of(keys.get(i).run(frame)), values.get(i).run(frame));
          }
          return made;
        });
  }

  private Code value(NewValue creation) {
    List<Code> arguments = compiler.codes(creation.arguments());
    String type = creation.type().simple();
    if (!Creations.isKnown(type, arguments.size())) {
      throw compiler
          .function()
          .unsupported(
              creation.at(),
              "'new " + type + "' with " + arguments.size() + " arguments is not known.");
    }
    return compiler.placed(
        creation,
        frame -> {
          List<@Nullable Object> values = new ArrayList<>();
          arguments.forEach(argument -> values.add(argument.run(frame)));
          return Creations.create(type, values);
        });
  }
}
