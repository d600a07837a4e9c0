inspection-not-yours = Inspection packs are taken by an auditor or an administrator
inspection-too-many-matters = { $regulation } has more than { $limit } matters in this period; take it in several parts
