create function medport.plain_line(given text) returns text
    language sql immutable set search_path = ''
    return trim(regexp_replace(
        translate(
            normalize(
                regexp_replace(
                    given,
                    U&'[\00AD\034F\061C\115F-\1160\17B4-\17B5\180B-\180F\200B-\200F\202A-\202E\2060-\206F\3164\FE00-\FE0F\FEFF\FFA0\FFF0-\FFF8\+0E0000-\+0E0FFF]',
                    '', 'g'
                ),
                NFKC
            ),
            U&'\2010\2011\2012\2013\2014\2015\2043\2212\FE58\FE63\FF0D\2019', '-----------'''
        ),
        '\s+', ' ', 'g'
    ));

alter function medport.plain_line(text) owner to medport_owner;
grant execute on function medport.plain_line(text) to medport_person, medport_events;
