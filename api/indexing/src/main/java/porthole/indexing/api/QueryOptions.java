// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

/** How a query wants to be answered, besides its text. */
public class QueryOptions {

  /** Where the values come from that a query over an index selects. */
  public enum Projection {
    /** From the index where it has them, otherwise from the document. */
    DEFAULT,
    /** From the index; what it lacks is left out. */
    FROM_INDEX,
    /** From the index, which has to have them. */
    FROM_INDEX_OR_THROW,
    /** From the document; what it lacks is left out. */
    FROM_DOCUMENT,
    /** From the document, which has to have them. */
    FROM_DOCUMENT_OR_THROW
  }

  public Projection projection = Projection.DEFAULT;

  /**
   * Whether what is found is wanted as the index holds it: for each entry the terms of its fields,
   * as results without metadata. What the query selects and includes makes no difference then.
   */
  public boolean entries;

  /** Whether a document that several entries are of may come several times. */
  public boolean withDuplicates;
}
