-- Made out of vragen.py by `python -m kompas.data.kubus.compileer`; do not edit.

-- vraag: gebied
SELECT
  *
FROM "gebied" AS "t0"
ORDER BY
  "t0"."id" ASC,
  "t0"."code" ASC;

-- vraag: code
SELECT
  *
FROM "code" AS "t0"
ORDER BY
  "t0"."id" ASC,
  "t0"."code" ASC;

-- vraag: periode
SELECT
  *
FROM "periode" AS "t0"
ORDER BY
  "t0"."id" ASC,
  "t0"."code" ASC;

-- vraag: peiling
SELECT
  *
FROM "peiling" AS "t0"
ORDER BY
  "t0"."id" ASC;

-- vraag: dekking
SELECT
  *
FROM "dekking" AS "t0"
ORDER BY
  "t0"."peiling" ASC,
  "t0"."gebied" ASC;

-- vraag: peiling_code
SELECT
  *
FROM "peiling_code" AS "t0"
ORDER BY
  "t0"."peiling" ASC,
  "t0"."code" ASC;

-- vraag: peiling_periode
SELECT
  *
FROM "peiling_periode" AS "t0"
ORDER BY
  "t0"."peiling" ASC,
  "t0"."periode" ASC;

-- vraag: cellen_op_code
SELECT
  "t1"."gebied",
  "t1"."periode",
  "t1"."waarde",
  "t1"."vlag",
  "t1"."peiling"
FROM (
  SELECT
    *
  FROM "op_code" AS "t0"
  WHERE
    "t0"."code" = CAST($code AS USMALLINT)
    AND "t0"."gebied" BETWEEN CAST($gebied_van AS USMALLINT) AND CAST($gebied_tot AS USMALLINT)
    AND "t0"."periode" BETWEEN CAST($periode_van AS USMALLINT) AND CAST($periode_tot AS USMALLINT)
) AS "t1";

-- vraag: cellen_op_code_marges
SELECT
  "t1"."gebied",
  "t1"."periode",
  "t1"."waarde",
  "t1"."vlag",
  "t1"."peiling",
  "t1"."laag",
  "t1"."hoog"
FROM (
  SELECT
    *
  FROM "op_code" AS "t0"
  WHERE
    "t0"."code" = CAST($code AS USMALLINT)
    AND "t0"."gebied" BETWEEN CAST($gebied_van AS USMALLINT) AND CAST($gebied_tot AS USMALLINT)
    AND "t0"."periode" BETWEEN CAST($periode_van AS USMALLINT) AND CAST($periode_tot AS USMALLINT)
) AS "t1";

-- vraag: cellen_op_code_toen
SELECT
  "t6"."gebied",
  "t6"."periode",
  "t6"."waarde",
  "t6"."vlag",
  "t6"."peiling"
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM "op_code" AS "t0"
      WHERE
        "t0"."peiling" <= CAST($peiling AS USMALLINT)
    ) AS "t2"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t3".*
        EXCLUDE ("tot")
      FROM (
        SELECT
          *
        FROM "herzien" AS "t1"
        WHERE
          "t1"."peiling" <= CAST($peiling AS USMALLINT)
          AND "t1"."tot" > CAST($peiling AS USMALLINT)
      ) AS "t3"
    ) AS "t4"
  ) AS "t5"
  WHERE
    "t5"."code" = CAST($code AS USMALLINT)
    AND "t5"."gebied" BETWEEN CAST($gebied_van AS USMALLINT) AND CAST($gebied_tot AS USMALLINT)
    AND "t5"."periode" BETWEEN CAST($periode_van AS USMALLINT) AND CAST($periode_tot AS USMALLINT)
) AS "t6";

-- vraag: cellen_op_code_toen_marges
SELECT
  "t6"."gebied",
  "t6"."periode",
  "t6"."waarde",
  "t6"."vlag",
  "t6"."peiling",
  "t6"."laag",
  "t6"."hoog"
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM "op_code" AS "t0"
      WHERE
        "t0"."peiling" <= CAST($peiling AS USMALLINT)
    ) AS "t2"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t3".*
        EXCLUDE ("tot")
      FROM (
        SELECT
          *
        FROM "herzien" AS "t1"
        WHERE
          "t1"."peiling" <= CAST($peiling AS USMALLINT)
          AND "t1"."tot" > CAST($peiling AS USMALLINT)
      ) AS "t3"
    ) AS "t4"
  ) AS "t5"
  WHERE
    "t5"."code" = CAST($code AS USMALLINT)
    AND "t5"."gebied" BETWEEN CAST($gebied_van AS USMALLINT) AND CAST($gebied_tot AS USMALLINT)
    AND "t5"."periode" BETWEEN CAST($periode_van AS USMALLINT) AND CAST($periode_tot AS USMALLINT)
) AS "t6";

-- vraag: cellen_op_gebied
SELECT
  *
FROM (
  SELECT
    *
  FROM "op_gebied" AS "t0"
  WHERE
    "t0"."gebied" BETWEEN CAST($gebied_van AS USMALLINT) AND CAST($gebied_tot AS USMALLINT)
    AND "t0"."code" BETWEEN CAST($code_van AS USMALLINT) AND CAST($code_tot AS USMALLINT)
    AND "t0"."periode" BETWEEN CAST($periode_van AS USMALLINT) AND CAST($periode_tot AS USMALLINT)
) AS "t1";

-- vraag: cellen_op_gebied_marges
SELECT
  *
FROM (
  SELECT
    *
  FROM "op_gebied" AS "t0"
  WHERE
    "t0"."gebied" BETWEEN CAST($gebied_van AS USMALLINT) AND CAST($gebied_tot AS USMALLINT)
    AND "t0"."code" BETWEEN CAST($code_van AS USMALLINT) AND CAST($code_tot AS USMALLINT)
    AND "t0"."periode" BETWEEN CAST($periode_van AS USMALLINT) AND CAST($periode_tot AS USMALLINT)
) AS "t1";

-- vraag: cellen_op_gebied_toen
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM "op_gebied" AS "t0"
      WHERE
        "t0"."peiling" <= CAST($peiling AS USMALLINT)
    ) AS "t2"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t3".*
        EXCLUDE ("tot")
      FROM (
        SELECT
          *
        FROM "herzien" AS "t1"
        WHERE
          "t1"."peiling" <= CAST($peiling AS USMALLINT)
          AND "t1"."tot" > CAST($peiling AS USMALLINT)
      ) AS "t3"
    ) AS "t4"
  ) AS "t5"
  WHERE
    "t5"."gebied" BETWEEN CAST($gebied_van AS USMALLINT) AND CAST($gebied_tot AS USMALLINT)
    AND "t5"."code" BETWEEN CAST($code_van AS USMALLINT) AND CAST($code_tot AS USMALLINT)
    AND "t5"."periode" BETWEEN CAST($periode_van AS USMALLINT) AND CAST($periode_tot AS USMALLINT)
) AS "t6";

-- vraag: cellen_op_gebied_toen_marges
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM "op_gebied" AS "t0"
      WHERE
        "t0"."peiling" <= CAST($peiling AS USMALLINT)
    ) AS "t2"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t3".*
        EXCLUDE ("tot")
      FROM (
        SELECT
          *
        FROM "herzien" AS "t1"
        WHERE
          "t1"."peiling" <= CAST($peiling AS USMALLINT)
          AND "t1"."tot" > CAST($peiling AS USMALLINT)
      ) AS "t3"
    ) AS "t4"
  ) AS "t5"
  WHERE
    "t5"."gebied" BETWEEN CAST($gebied_van AS USMALLINT) AND CAST($gebied_tot AS USMALLINT)
    AND "t5"."code" BETWEEN CAST($code_van AS USMALLINT) AND CAST($code_tot AS USMALLINT)
    AND "t5"."periode" BETWEEN CAST($periode_van AS USMALLINT) AND CAST($periode_tot AS USMALLINT)
) AS "t6";

-- vraag: totalen
SELECT
  "t1"."code",
  "t1"."periode",
  SUM("t1"."waarde") AS "som",
  COUNT(*) - COUNT("t1"."waarde") AS "leeg"
FROM (
  SELECT
    *
  FROM "op_code" AS "t0"
  WHERE
    "t0"."gebied" BETWEEN CAST($gebied_van AS USMALLINT) AND CAST($gebied_tot AS USMALLINT)
) AS "t1"
GROUP BY
  1,
  2;

-- vraag: totalen_toen
SELECT
  "t6"."code",
  "t6"."periode",
  SUM("t6"."waarde") AS "som",
  COUNT(*) - COUNT("t6"."waarde") AS "leeg"
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM "op_code" AS "t0"
      WHERE
        "t0"."peiling" <= CAST($peiling AS USMALLINT)
    ) AS "t2"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t3".*
        EXCLUDE ("tot")
      FROM (
        SELECT
          *
        FROM "herzien" AS "t1"
        WHERE
          "t1"."peiling" <= CAST($peiling AS USMALLINT)
          AND "t1"."tot" > CAST($peiling AS USMALLINT)
      ) AS "t3"
    ) AS "t4"
  ) AS "t5"
  WHERE
    "t5"."gebied" BETWEEN CAST($gebied_van AS USMALLINT) AND CAST($gebied_tot AS USMALLINT)
) AS "t6"
GROUP BY
  1,
  2;

-- vraag: alle_totalen
SELECT
  "t0"."code",
  "t0"."periode",
  SUM("t0"."waarde") AS "som",
  COUNT(*) - COUNT("t0"."waarde") AS "leeg"
FROM "op_code" AS "t0"
GROUP BY
  1,
  2;

-- vraag: alle_totalen_toen
SELECT
  "t5"."code",
  "t5"."periode",
  SUM("t5"."waarde") AS "som",
  COUNT(*) - COUNT("t5"."waarde") AS "leeg"
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM "op_code" AS "t0"
    WHERE
      "t0"."peiling" <= CAST($peiling AS USMALLINT)
  ) AS "t2"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t3".*
      EXCLUDE ("tot")
    FROM (
      SELECT
        *
      FROM "herzien" AS "t1"
      WHERE
        "t1"."peiling" <= CAST($peiling AS USMALLINT)
        AND "t1"."tot" > CAST($peiling AS USMALLINT)
    ) AS "t3"
  ) AS "t4"
) AS "t5"
GROUP BY
  1,
  2;

-- vraag: herzien
SELECT
  *
FROM (
  SELECT
    *
  FROM "herzien" AS "t0"
  WHERE
    "t0"."gebied" BETWEEN CAST($gebied_van AS USMALLINT) AND CAST($gebied_tot AS USMALLINT)
    AND "t0"."code" BETWEEN CAST($code_van AS USMALLINT) AND CAST($code_tot AS USMALLINT)
) AS "t1"
ORDER BY
  "t1"."gebied" ASC,
  "t1"."code" ASC,
  "t1"."periode" ASC,
  "t1"."peiling" ASC;
