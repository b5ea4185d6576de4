-- Made out of vragen.py by `python -m kompas.data.kubus.compileer`; do not edit.

-- vraag: gebied
SELECT
  *
FROM `gebied` AS `t0`
ORDER BY
  `t0`.`id` ASC NULLS LAST;

-- vraag: code
SELECT
  *
FROM `code` AS `t0`
ORDER BY
  `t0`.`id` ASC NULLS LAST;

-- vraag: periode
SELECT
  *
FROM `periode` AS `t0`
ORDER BY
  `t0`.`id` ASC NULLS LAST;

-- vraag: peiling
SELECT
  *
FROM `peiling` AS `t0`
ORDER BY
  `t0`.`id` ASC NULLS LAST;

-- vraag: dekking
SELECT
  *
FROM `dekking` AS `t0`
ORDER BY
  `t0`.`peiling` ASC NULLS LAST,
  `t0`.`gebied` ASC NULLS LAST;

-- vraag: peiling_code
SELECT
  *
FROM `peiling_code` AS `t0`
ORDER BY
  `t0`.`peiling` ASC NULLS LAST,
  `t0`.`code` ASC NULLS LAST;

-- vraag: peiling_periode
SELECT
  *
FROM `peiling_periode` AS `t0`
ORDER BY
  `t0`.`peiling` ASC NULLS LAST,
  `t0`.`periode` ASC NULLS LAST;

-- vraag: blok_op_code
SELECT
  `t1`.`gebied`,
  `t1`.`periode`,
  `t1`.`waarde`,
  `t1`.`vlag`
FROM (
  SELECT
    *
  FROM `op_code` AS `t0`
  WHERE
    `t0`.`periode` BETWEEN :periode_van AND :periode_tot
    AND `t0`.`code` = :code
    AND `t0`.`gebied` BETWEEN :gebied_van AND :gebied_tot
) AS `t1`;

-- vraag: reeks_op_code
SELECT
  `t1`.`gebied`,
  `t1`.`periode`,
  `t1`.`waarde`,
  `t1`.`vlag`,
  `t1`.`peiling`
FROM (
  SELECT
    *
  FROM `op_code` AS `t0`
  WHERE
    `t0`.`periode` BETWEEN :periode_van AND :periode_tot
    AND `t0`.`code` = :code
    AND `t0`.`gebied` BETWEEN :gebied_van AND :gebied_tot
) AS `t1`;

-- vraag: reeks_op_code_marges
SELECT
  `t1`.`gebied`,
  `t1`.`periode`,
  `t1`.`waarde`,
  `t1`.`vlag`,
  `t1`.`peiling`,
  `t1`.`laag`,
  `t1`.`hoog`
FROM (
  SELECT
    *
  FROM `op_code` AS `t0`
  WHERE
    `t0`.`periode` BETWEEN :periode_van AND :periode_tot
    AND `t0`.`code` = :code
    AND `t0`.`gebied` BETWEEN :gebied_van AND :gebied_tot
) AS `t1`;

-- vraag: blok_op_code_toen
SELECT
  `t7`.`gebied`,
  `t7`.`periode`,
  `t7`.`waarde`,
  `t7`.`vlag`
FROM (
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
        FROM `op_code` AS `t0`
        WHERE
          `t0`.`peiling` <= :peiling
      ) AS `t2`
    ) AS `t4`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t3`.`gebied`,
        `t3`.`code`,
        `t3`.`periode`,
        `t3`.`waarde`,
        `t3`.`vlag`,
        `t3`.`peiling`
      FROM (
        SELECT
          *
        FROM `herzien` AS `t1`
        WHERE
          `t1`.`peiling` <= :peiling AND `t1`.`tot` > :peiling
      ) AS `t3`
    ) AS `t5`
  ) AS `t6`
  WHERE
    `t6`.`periode` BETWEEN :periode_van AND :periode_tot
    AND `t6`.`code` = :code
    AND `t6`.`gebied` BETWEEN :gebied_van AND :gebied_tot
) AS `t7`;

-- vraag: reeks_op_code_toen
SELECT
  `t7`.`gebied`,
  `t7`.`periode`,
  `t7`.`waarde`,
  `t7`.`vlag`,
  `t7`.`peiling`
FROM (
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
        FROM `op_code` AS `t0`
        WHERE
          `t0`.`peiling` <= :peiling
      ) AS `t2`
    ) AS `t4`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t3`.`gebied`,
        `t3`.`code`,
        `t3`.`periode`,
        `t3`.`waarde`,
        `t3`.`vlag`,
        `t3`.`peiling`
      FROM (
        SELECT
          *
        FROM `herzien` AS `t1`
        WHERE
          `t1`.`peiling` <= :peiling AND `t1`.`tot` > :peiling
      ) AS `t3`
    ) AS `t5`
  ) AS `t6`
  WHERE
    `t6`.`periode` BETWEEN :periode_van AND :periode_tot
    AND `t6`.`code` = :code
    AND `t6`.`gebied` BETWEEN :gebied_van AND :gebied_tot
) AS `t7`;

-- vraag: reeks_op_code_toen_marges
SELECT
  `t7`.`gebied`,
  `t7`.`periode`,
  `t7`.`waarde`,
  `t7`.`vlag`,
  `t7`.`peiling`,
  `t7`.`laag`,
  `t7`.`hoog`
FROM (
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
        FROM `op_code` AS `t0`
        WHERE
          `t0`.`peiling` <= :peiling
      ) AS `t2`
    ) AS `t4`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t3`.`gebied`,
        `t3`.`code`,
        `t3`.`periode`,
        `t3`.`waarde`,
        `t3`.`vlag`,
        `t3`.`peiling`,
        `t3`.`laag`,
        `t3`.`hoog`
      FROM (
        SELECT
          *
        FROM `herzien` AS `t1`
        WHERE
          `t1`.`peiling` <= :peiling AND `t1`.`tot` > :peiling
      ) AS `t3`
    ) AS `t5`
  ) AS `t6`
  WHERE
    `t6`.`periode` BETWEEN :periode_van AND :periode_tot
    AND `t6`.`code` = :code
    AND `t6`.`gebied` BETWEEN :gebied_van AND :gebied_tot
) AS `t7`;

-- vraag: blok_op_gebied
SELECT
  `t1`.`gebied`,
  `t1`.`code`,
  `t1`.`periode`,
  `t1`.`waarde`,
  `t1`.`vlag`
FROM (
  SELECT
    *
  FROM `op_gebied` AS `t0`
  WHERE
    `t0`.`gebied` BETWEEN :gebied_van AND :gebied_tot
    AND `t0`.`periode` BETWEEN :periode_van AND :periode_tot
) AS `t1`;

-- vraag: reeks_op_gebied
SELECT
  *
FROM (
  SELECT
    *
  FROM `op_gebied` AS `t0`
  WHERE
    `t0`.`gebied` BETWEEN :gebied_van AND :gebied_tot
    AND `t0`.`periode` BETWEEN :periode_van AND :periode_tot
) AS `t1`;

-- vraag: reeks_op_gebied_marges
SELECT
  *
FROM (
  SELECT
    *
  FROM `op_gebied` AS `t0`
  WHERE
    `t0`.`gebied` BETWEEN :gebied_van AND :gebied_tot
    AND `t0`.`periode` BETWEEN :periode_van AND :periode_tot
) AS `t1`;

-- vraag: blok_op_gebied_toen
SELECT
  `t7`.`gebied`,
  `t7`.`code`,
  `t7`.`periode`,
  `t7`.`waarde`,
  `t7`.`vlag`
FROM (
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
        FROM `op_gebied` AS `t0`
        WHERE
          `t0`.`peiling` <= :peiling
      ) AS `t2`
    ) AS `t4`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t3`.`gebied`,
        `t3`.`code`,
        `t3`.`periode`,
        `t3`.`waarde`,
        `t3`.`vlag`,
        `t3`.`peiling`
      FROM (
        SELECT
          *
        FROM `herzien` AS `t1`
        WHERE
          `t1`.`peiling` <= :peiling AND `t1`.`tot` > :peiling
      ) AS `t3`
    ) AS `t5`
  ) AS `t6`
  WHERE
    `t6`.`gebied` BETWEEN :gebied_van AND :gebied_tot
    AND `t6`.`periode` BETWEEN :periode_van AND :periode_tot
) AS `t7`;

-- vraag: reeks_op_gebied_toen
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
      FROM (
        SELECT
          *
        FROM `op_gebied` AS `t0`
        WHERE
          `t0`.`peiling` <= :peiling
      ) AS `t2`
    ) AS `t4`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t3`.`gebied`,
        `t3`.`code`,
        `t3`.`periode`,
        `t3`.`waarde`,
        `t3`.`vlag`,
        `t3`.`peiling`
      FROM (
        SELECT
          *
        FROM `herzien` AS `t1`
        WHERE
          `t1`.`peiling` <= :peiling AND `t1`.`tot` > :peiling
      ) AS `t3`
    ) AS `t5`
  ) AS `t6`
  WHERE
    `t6`.`gebied` BETWEEN :gebied_van AND :gebied_tot
    AND `t6`.`periode` BETWEEN :periode_van AND :periode_tot
) AS `t7`;

-- vraag: reeks_op_gebied_toen_marges
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
      FROM (
        SELECT
          *
        FROM `op_gebied` AS `t0`
        WHERE
          `t0`.`peiling` <= :peiling
      ) AS `t2`
    ) AS `t4`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t3`.`gebied`,
        `t3`.`code`,
        `t3`.`periode`,
        `t3`.`waarde`,
        `t3`.`vlag`,
        `t3`.`peiling`,
        `t3`.`laag`,
        `t3`.`hoog`
      FROM (
        SELECT
          *
        FROM `herzien` AS `t1`
        WHERE
          `t1`.`peiling` <= :peiling AND `t1`.`tot` > :peiling
      ) AS `t3`
    ) AS `t5`
  ) AS `t6`
  WHERE
    `t6`.`gebied` BETWEEN :gebied_van AND :gebied_tot
    AND `t6`.`periode` BETWEEN :periode_van AND :periode_tot
) AS `t7`;

-- vraag: totalen
SELECT
  `t6`.`code`,
  `t6`.`periode`,
  SUM(`t6`.`waarde`) AS `som`,
  COUNT(*) - COUNT(`t6`.`waarde`) AS `leeg`
FROM (
  SELECT
    `t2`.`gebied`,
    `t2`.`code`,
    `t2`.`periode`,
    `t2`.`waarde`,
    `t2`.`vlag`,
    `t2`.`peiling`
  FROM `op_code` AS `t2`
  LEFT SEMI JOIN (
    SELECT
      `t3`.`id` AS `gebied`
    FROM (
      SELECT
        *
      FROM `gebied` AS `t1`
      WHERE
        `t1`.`soort` = :soort
    ) AS `t3`
  ) AS `t5`
    ON `t2`.`gebied` = `t5`.`gebied`
) AS `t6`
GROUP BY
  1,
  2;

-- vraag: totalen_toen
SELECT
  `t12`.`code`,
  `t12`.`periode`,
  SUM(`t12`.`waarde`) AS `som`,
  COUNT(*) - COUNT(`t12`.`waarde`) AS `leeg`
FROM (
  SELECT
    `t11`.`gebied`,
    `t11`.`code`,
    `t11`.`periode`,
    `t11`.`waarde`,
    `t11`.`vlag`,
    `t11`.`peiling`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM `op_code` AS `t0`
        WHERE
          `t0`.`peiling` <= :peiling
      ) AS `t3`
    ) AS `t6`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t4`.`gebied`,
        `t4`.`code`,
        `t4`.`periode`,
        `t4`.`waarde`,
        `t4`.`vlag`,
        `t4`.`peiling`
      FROM (
        SELECT
          *
        FROM `herzien` AS `t1`
        WHERE
          `t1`.`peiling` <= :peiling AND `t1`.`tot` > :peiling
      ) AS `t4`
    ) AS `t7`
  ) AS `t11`
  LEFT SEMI JOIN (
    SELECT
      `t5`.`id` AS `gebied`
    FROM (
      SELECT
        *
      FROM `gebied` AS `t2`
      WHERE
        `t2`.`soort` = :soort
    ) AS `t5`
  ) AS `t10`
    ON `t11`.`gebied` = `t10`.`gebied`
) AS `t12`
GROUP BY
  1,
  2;

-- vraag: alle_totalen
SELECT
  `t0`.`code`,
  `t0`.`periode`,
  SUM(`t0`.`waarde`) AS `som`,
  COUNT(*) - COUNT(`t0`.`waarde`) AS `leeg`
FROM `op_code` AS `t0`
GROUP BY
  1,
  2;

-- vraag: alle_totalen_toen
SELECT
  `t6`.`code`,
  `t6`.`periode`,
  SUM(`t6`.`waarde`) AS `som`,
  COUNT(*) - COUNT(`t6`.`waarde`) AS `leeg`
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM `op_code` AS `t0`
      WHERE
        `t0`.`peiling` <= :peiling
    ) AS `t2`
  ) AS `t4`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      `t3`.`gebied`,
      `t3`.`code`,
      `t3`.`periode`,
      `t3`.`waarde`,
      `t3`.`vlag`,
      `t3`.`peiling`
    FROM (
      SELECT
        *
      FROM `herzien` AS `t1`
      WHERE
        `t1`.`peiling` <= :peiling AND `t1`.`tot` > :peiling
    ) AS `t3`
  ) AS `t5`
) AS `t6`
GROUP BY
  1,
  2;

-- vraag: herzien
SELECT
  *
FROM (
  SELECT
    *
  FROM `herzien` AS `t0`
  WHERE
    `t0`.`gebied` BETWEEN :gebied_van AND :gebied_tot
    AND `t0`.`code` BETWEEN :code_van AND :code_tot
) AS `t1`
ORDER BY
  `t1`.`gebied` ASC NULLS LAST,
  `t1`.`code` ASC NULLS LAST,
  `t1`.`periode` ASC NULLS LAST,
  `t1`.`peiling` ASC NULLS LAST;
