// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import java.time.Duration;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import porthole.indexing.internal.index.IndexingContext;
import porthole.indexing.internal.language.IndexFunctions;
import porthole.indexing.internal.language.IndexTexts;
import porthole.indexing.internal.work.FairScheduler;

/**
 * What all databases' indexes work with.
 *
 * @param analyzer makes words where nothing else is said
 * @param compiler makes functions of texts; throws {@link
 *     porthole.indexing.internal.function.FunctionException}
 */
public record IndexTools(
    Analyzer analyzer,
    Function<IndexTexts, IndexFunctions> compiler,
    FairScheduler scheduler,
    IndexingContext context,
    Retirement retirement) {

  /** With the usual retirement. */
  public IndexTools(
      Analyzer analyzer,
      Function<IndexTexts, IndexFunctions> compiler,
      FairScheduler scheduler,
      IndexingContext context) {
    this(analyzer, compiler, scheduler, context, Retirement.USUAL);
  }

  /**
   * What becomes of automatic indexes that nobody asks.
   *
   * @param restAfter then they index no more until they are asked
   * @param deleteAfter then they are deleted
   */
  public record Retirement(Duration restAfter, Duration deleteAfter) {

    /** As usual. */
    public static final Retirement USUAL =
        new Retirement(Duration.ofMinutes(30), Duration.ofDays(3));
  }
}
