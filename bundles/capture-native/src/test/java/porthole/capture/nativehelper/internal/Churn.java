// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

/** Threads that do all sorts of things, one after the other, from the JVM's first moment on. */
public final class Churn {
  private static final Pattern WORDS = Pattern.compile("(\\w+)\\s*=\\s*(\\d+)(?:;|$)");
  private static final int DEEP = 50;

  private final Object monitor = new Object();
  private final AtomicLong result = new AtomicLong();
  private final List<Callable<?>> works =
      List.of(
          this::throwDeep,
          this::stream,
          this::match,
          this::callMany,
          this::copyAndHash,
          this::contend,
          this::allocate,
          this::reflect,
          this::write,
          this::sort,
          this::startThread);

  void start(int threads) throws InterruptedException {
    CountDownLatch working = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      int first = i;
      Thread thread = new Thread(() -> work(first, working), "churn-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    working.await();
  }

  private void work(int first, CountDownLatch working) {
    try {
      // None starts others before all of these are there.
      working.countDown();
      working.await();
      for (int i = first; ; i++) {
        works.get(i % works.size()).call();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Object throwDeep() {
    for (int i = 0; i < 20; i++) {
      try {
        dive(DEEP);
      } catch (IllegalStateException e) {
        result.addAndGet(e.getStackTrace().length);
      }
    }
    return result;
  }

  private int dive(int depth) {
    try {
      if (depth > 0) {
        return 1 + dive(depth - 1);
      }
    } finally {
      result.incrementAndGet();
    }
    throw new IllegalStateException("the bottom");
  }

  private Object stream() {
    long sum =
        IntStream.range(0, 2_000)
            .boxed()
            .filter(i -> i % 3 != 0)
            .collect(Collectors.groupingBy(i -> i % 7, TreeMap::new, Collectors.counting()))
            .values()
            .stream()
            .flatMapToLong(n -> LongStream.range(0, n % 50))
            .sum();
    return result.addAndGet(sum);
  }

  private Object match() {
    String text = "alpha = 17; beta = " + result.get() + "; gamma=3";
    for (int i = 0; i < 50; i++) {
      result.addAndGet(WORDS.matcher(text).results().mapToLong(m -> m.group(2).length()).sum());
    }
    return text.replaceAll("[aeiou]", "-").split(";");
  }

  private Object callMany() {
    LongUnaryOperator[] shapes = {
      n -> n + 1, n -> n * 3, n -> n ^ 0x55, Long::reverse, new Halving(), new Halving.Twice()
    };
    long n = result.get();
    for (int i = 0; i < 20_000; i++) {
      n = shapes[i % shapes.length].applyAsLong(n);
    }
    return result.addAndGet(n & 1);
  }

  /** Something to call, that another overrides. */
  static class Halving implements LongUnaryOperator {
    @Override
    public long applyAsLong(long n) {
      return half(n);
    }

    long half(long n) {
      return n / 2;
    }

    /** Calls what it overrides. */
    static final class Twice extends Halving {
      @Override
      long half(long n) {
        return super.half(super.half(n));
      }
    }
  }

  private Object copyAndHash() throws NoSuchAlgorithmException {
    byte[] bytes = new byte[40_000];
    byte[] copy = new byte[bytes.length];
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    CRC32 crc = new CRC32();
    for (int i = 0; i < 5; i++) {
      System.arraycopy(bytes, 1, copy, 0, bytes.length - 1);
      Arrays.fill(bytes, (byte) i);
      crc.update(copy);
      digest.update(copy);
      result.addAndGet(Arrays.equals(bytes, copy) ? 1 : 0);
    }
    return result.addAndGet(crc.getValue() + digest.digest()[0]);
  }

  private Object contend() {
    for (int i = 0; i < 500; i++) {
      synchronized (monitor) {
        result.set(fibonacci(8) + result.get());
      }
    }
    return result;
  }

  private static long fibonacci(int n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  }

  private Object allocate() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      text.append(new String(new char[] {'a', (char) ('a' + i % 26)}));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Object reflect() throws ReflectiveOperationException {
    for (int i = 0; i < 30; i++) {
      Churn.class.getMethod("reflected", int.class).invoke(this, i);
    }
    return result;
  }

  /** Called by reflection. */
  public long reflected(int n) {
    return result.addAndGet(fibonacci(n % 12));
  }

  private Object write() throws IOException {
    try (OutputStream out = Files.newOutputStream(Path.of("/dev/null"))) {
      for (int i = 0; i < 50; i++) {
        out.write(new byte[512]);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return result;
  }

  private Object sort() {
    List<String> words =
        IntStream.range(0, 500).mapToObj(i -> Integer.toString(i * 7919 % 1000)).sorted().toList();
    return words.stream().max(Comparator.comparing(String::length).thenComparing(w -> w));
  }

  private Object startThread() throws InterruptedException {
    Thread thread = new Thread(this::allocate, "short-lived");
    thread.start();
    thread.join();
    return thread;
  }
}
