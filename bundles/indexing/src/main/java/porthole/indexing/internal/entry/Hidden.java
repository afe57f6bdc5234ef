// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;

/**
 * What an index keeps in Lucene for itself, beside the entries. No query finds such: searches have
 * readers that leave them out. Their fields have names that no field of an entry has.
 */
public enum Hidden {
  /** What a map made of a document, to be reduced. */
  OUTPUT,
  /** What a part of a group was reduced to. */
  PARTIAL,
  /** Which other documents an entry was made with. */
  REFERENCE;

  /** The field that tells them from entries. */
  public static final String FIELD = "hidden()";

  /** A new one. */
  public Document document() {
    Document document = new Document();
    document.add(new StringField(FIELD, name(), Field.Store.NO));
    return document;
  }
}
