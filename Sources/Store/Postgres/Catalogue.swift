// The whole structure of a database as text, so that two databases can be compared line by line.

/// What `schema.sql` and the migrations must agree on: one sorted line for each object, without the record of
/// migrations, without identifiers that differ from server to server, and without the order of columns.
package enum Catalogue {
  /// Describes everything outside the system's schemas, including what extensions are installed but not their insides.
  package static func description(_ database: some Querying) throws -> [String] {
    try sections.flatMap { section in try database.rows(section) { try $0() as String } }.sorted()
  }

  private static let sections: [SQL] = [
    schemas, extensions, relations, columns, constraints, indexes, policies, triggers, functions, types, sequences,
    relationGrants, columnGrants, defaultGrants,
  ]

  /// Whether an object is ours: not the system's, not an extension's, not the record of migrations.
  private static func own(_ oid: SQL, in catalogue: SQL, namespace: SQL) -> SQL {
    """
    \(namespace) NOT IN (SELECT oid FROM pg_namespace WHERE nspname ~ '^(pg_|information_schema$)')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d
      WHERE d.classid = '\(catalogue)'::regclass AND d.objid = \(oid) AND d.deptype = 'e')
    """
  }

  private static let ownRelation: SQL = """
    \(own("c.oid", in: "pg_class", namespace: "c.relnamespace"))
    AND c.oid IS DISTINCT FROM to_regclass('public.schema_migration')
    """

  /// Who may do what, by name and in a fixed order, of an access list; its defaults are spelt out.
  private static func grants(_ list: SQL) -> SQL {
    """
    (SELECT coalesce(string_agg(
        CASE grantee WHEN 0 THEN 'public' ELSE grantee::regrole::text END || '=' || privilege_type
          || CASE WHEN is_grantable THEN '*' ELSE '' END, ',' ORDER BY
        CASE grantee WHEN 0 THEN 'public' ELSE grantee::regrole::text END COLLATE "C", privilege_type COLLATE "C"), '')
      FROM aclexplode(\(list)))
    """
  }

  private static let schemas: SQL = """
    SELECT format('schema %I owner %s grants %s', nspname, nspowner::regrole,
      \(grants("coalesce(nspacl, acldefault('n', nspowner))")))
    FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$)'
    """

  private static let extensions: SQL = """
    SELECT format('extension %I in %s', extname, extnamespace::regnamespace) FROM pg_extension
    """

  private static let relations: SQL = """
    SELECT format('relation %s kind %s owner %s rls %s forced %s options %s%s%s', c.oid::regclass, c.relkind,
      c.relowner::regrole, c.relrowsecurity, c.relforcerowsecurity, c.reloptions,
      coalesce(' partition ' || pg_get_partkeydef(c.oid), '')
        || coalesce(' ' || pg_get_expr(c.relpartbound, c.oid), ''),
      CASE WHEN c.relkind IN ('v', 'm') THEN ' as ' || pg_get_viewdef(c.oid) ELSE '' END)
    FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND \(ownRelation)
    """

  private static let columns: SQL = """
    SELECT format('column %s.%I %s%s%s%s%s%s', c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod),
      CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
      coalesce(CASE a.attgenerated WHEN '' THEN ' default ' ELSE ' generated ' END
        || pg_get_expr(d.adbin, d.adrelid), ''),
      CASE a.attidentity WHEN '' THEN '' ELSE ' identity ' || a.attidentity::text END,
      CASE WHEN a.attcollation = t.typcollation THEN '' ELSE ' collate ' || a.attcollation::regcollation END,
      coalesce(' comment ' || col_description(c.oid, a.attnum), ''))
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND \(ownRelation)
    """

  private static let constraints: SQL = """
    SELECT format('constraint %I on %s %s%s', n.conname, c.oid::regclass, pg_get_constraintdef(n.oid),
      CASE WHEN n.convalidated THEN '' ELSE ' not validated' END)
    FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid WHERE \(ownRelation)
    """

  private static let indexes: SQL = """
    SELECT format('index %s%s', pg_get_indexdef(i.indexrelid), CASE WHEN i.indisvalid THEN '' ELSE ' invalid' END)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE \(ownRelation)
    """

  private static let policies: SQL = """
    SELECT format('policy %I on %s %s %s to %s using %s check %s', p.polname, c.oid::regclass, p.polcmd,
      CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END,
      (SELECT string_agg(CASE r WHEN 0 THEN 'public' ELSE r::regrole::text END, ','
        ORDER BY r::regrole::text COLLATE "C") FROM unnest(p.polroles) r),
      pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE \(ownRelation)
    """

  private static let triggers: SQL = """
    SELECT format('trigger %s enabled %s', pg_get_triggerdef(t.oid), t.tgenabled)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND \(ownRelation)
    """

  private static let functions: SQL = """
    SELECT format('function %s owner %s grants %s %s', p.oid::regprocedure, p.proowner::regrole,
      \(grants("coalesce(p.proacl, acldefault('f', p.proowner))")),
      CASE WHEN p.prokind = 'a' THEN 'aggregate' ELSE pg_get_functiondef(p.oid) END)
    FROM pg_proc p WHERE \(own("p.oid", in: "pg_proc", namespace: "p.pronamespace"))
    """

  /// Enumerations and domains; every table's own row type and array types follow from the tables.
  private static let types: SQL = """
    SELECT format('type %s kind %s owner %s %s%s%s', t.oid::regtype, t.typtype, t.typowner::regrole,
      (SELECT string_agg(quote_literal(enumlabel), ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
      CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod)
        || ' default ' || coalesce(t.typdefault, '') || CASE WHEN t.typnotnull THEN ' not null' ELSE '' END END,
      (SELECT string_agg(format(' constraint %I %s', conname, pg_get_constraintdef(oid)), ''
        ORDER BY conname COLLATE "C") FROM pg_constraint WHERE contypid = t.oid))
    FROM pg_type t WHERE t.typtype IN ('e', 'd', 'r') AND \(own("t.oid", in: "pg_type", namespace: "t.typnamespace"))
    """

  private static let sequences: SQL = """
    SELECT format('sequence %s %s from %s by %s between %s and %s cache %s%s grants %s', c.oid::regclass,
      s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
      CASE WHEN s.seqcycle THEN ' cycle' ELSE '' END, \(grants("coalesce(c.relacl, acldefault('s', c.relowner))")))
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid WHERE \(ownRelation)
    """

  private static let relationGrants: SQL = """
    SELECT format('grants on %s: %s', c.oid::regclass, \(grants("coalesce(c.relacl, acldefault('r', c.relowner))")))
    FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND \(ownRelation)
    """

  private static let columnGrants: SQL = """
    SELECT format('grants on %s.%I: %s', c.oid::regclass, a.attname, \(grants("a.attacl")))
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attacl IS NOT NULL WHERE \(ownRelation)
    """

  private static let defaultGrants: SQL = """
    SELECT format('default grants of %s in %s on %s: %s', defaclrole::regrole,
      CASE defaclnamespace WHEN 0 THEN '*' ELSE defaclnamespace::regnamespace::text END, defaclobjtype,
      \(grants("defaclacl")))
    FROM pg_default_acl
    """
}
