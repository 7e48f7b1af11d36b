-- Written by hand. Votes of before count by their grade as well, so that the score from confirmed votes
-- alone can be told. The triggers move the rollups and spans of those that count.
update `responses` set `facts` = json_insert(`facts`, '$[#]',
  json_array(`facts` ->> '$[0][0]', 'grade', `grade`, `facts` ->> '$[0][3]'))
where `channel` = 'email' and `grade` is not null and `facts` ->> '$[0][3]' >= 0;
