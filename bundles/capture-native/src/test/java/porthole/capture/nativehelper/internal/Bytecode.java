// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What the methods of a JDK and of a class path consist of, as far as calls are concerned. */
final class Bytecode implements AutoCloseable {
  private final FileSystem jdk;
  private final Map<String, Path> packages = new HashMap<>();
  private final List<Path> folders;
  private final Map<String, Optional<Type>> types = new HashMap<>();

  /**
   * A class or interface.
   *
   * @param parents its superclass and interfaces
   */
  record Type(String name, boolean isInterface, List<String> parents, List<Method> methods) {}

  /**
   * A method.
   *
   * @param lines by the bytecode index at which they begin
   * @param calls by bytecode index
   */
  record Method(
      String name,
      String descriptor,
      boolean isNative,
      NavigableMap<Integer, Integer> lines,
      Map<Integer, Call> calls) {
    int lineAt(long bci) {
      Map.Entry<Integer, Integer> line = lines.floorEntry((int) bci);
      return line == null ? 0 : line.getValue();
    }
  }

  /**
   * An invocation.
   *
   * @param owner empty for invokedynamic
   */
  record Call(String owner, String name, String descriptor, boolean ofInterface) {}

  Bytecode(Path home, String classPath) throws IOException {
    this.jdk = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", home.toString()));
    try (Stream<Path> all = Files.list(jdk.getPath("/packages"))) {
      for (Path name : all.toList()) {
        try (Stream<Path> modules = Files.list(name)) {
          for (Path module : modules.toList()) {
            Path folder =
                jdk.getPath("/modules", module.getFileName().toString())
                    .resolve(name.getFileName().toString().replace('.', '/'));
            if (Files.isDirectory(folder) && hasClasses(folder)) {
              packages.put(name.getFileName().toString(), folder);
            }
          }
        }
      }
    }
    this.folders =
        Stream.of(classPath.split(":")).map(Path::of).filter(Files::isDirectory).toList();
  }

  private static boolean hasClasses(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".class"));
    }
  }

  /** By its binary name, with dots. */
  Optional<Type> type(String name) {
    return types.computeIfAbsent(name, this::read);
  }

  /** The methods that this may be a place in: those of that name that have that line there. */
  List<Method> methodsAt(TargetJvm.Place place) {
    return type(place.className()).map(Type::methods).orElse(List.of()).stream()
        .filter(method -> method.name().equals(place.method()))
        .filter(
            method ->
                method.isNative()
                    || place.line() <= 0
                    || place.bci() < 0
                    || method.lineAt(place.bci()) == place.line())
        .toList();
  }

  /** Whether one is the other or inherits from it. */
  boolean isA(String name, String ancestor) {
    if (name.equals(ancestor) || ancestor.equals("java.lang.Object")) {
      return true;
    }
    return type(name).map(Type::parents).orElse(List.of()).stream()
        .anyMatch(parent -> isA(parent, ancestor));
  }

  private Optional<Type> read(String name) {
    try {
      int dot = name.lastIndexOf('.');
      Path folder = packages.get(name.substring(0, Math.max(0, dot)));
      Path file = folder == null ? null : folder.resolve(name.substring(dot + 1) + ".class");
      if (file == null || !Files.exists(file)) {
        file =
            folders.stream()
                .map(root -> root.resolve(name.replace('.', '/') + ".class"))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
      }
      return file == null ? Optional.empty() : Optional.of(Reader.read(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    jdk.close();
  }

  private static String dotted(String name) {
    return name.replace('/', '.');
  }

  /** Reads with bytecode indices, which visitors are not told. */
  private static final class Reader extends ClassReader {
    private int bci;

    private Reader(byte[] bytes) {
      super(bytes);
    }

    static Type read(byte[] bytes) {
      Reader reader = new Reader(bytes);
      List<Method> methods = new ArrayList<>();
      reader.accept(reader.visitor(methods), SKIP_FRAMES);
      List<String> parents = new ArrayList<>();
      if (reader.getSuperName() != null) {
        parents.add(dotted(reader.getSuperName()));
      }
      Stream.of(reader.getInterfaces()).map(Bytecode::dotted).forEach(parents::add);
      boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
      return new Type(dotted(reader.getClassName()), isInterface, parents, methods);
    }

    @Override
    protected void readBytecodeInstructionOffset(int offset) {
      bci = offset;
    }

    private ClassVisitor visitor(List<Method> methods) {
      return new ClassVisitor(Opcodes.ASM9) {
        @Override
        public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
          boolean isNative = (access & Opcodes.ACC_NATIVE) != 0;
          Method method = new Method(name, descriptor, isNative, new TreeMap<>(), new HashMap<>());
          methods.add(method);
          return visitor(method);
        }
      };
    }

    private MethodVisitor visitor(Method method) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitLineNumber(int line, Label start) {
          method.lines().put(bci, line);
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean ofInterface) {
          method.calls().put(bci, new Call(dotted(owner), name, descriptor, ofInterface));
        }

        @Override
        public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, Object... arguments) {
          method.calls().put(bci, new Call("", name, descriptor, true));
        }
      };
    }
  }
}
