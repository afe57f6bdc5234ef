// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

/** Bounds the work of a regular expression by the characters that it looks at. For one thread. */
final class StepLimit {
  private final String regex;
  private long left;

  StepLimit(String regex, long steps) {
    this.regex = regex;
    left = steps;
  }

  /** A text whose characters count. */
  CharSequence over(CharSequence text) {
    return new Counted(text);
  }

  private final class Counted implements CharSequence {
    private final CharSequence text;

    Counted(CharSequence text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        throw new QueryException(
            "The regular expression '"
                + regex
                + "' takes too many steps. Make it simpler: repetitions within repetitions are"
                + " what costs most.");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
