alter table medport.transport_request
    add column destination_town text not null default '',
    add constraint destination_town check (
        destination_town = '' or length(destination_town) <= 60 and destination_town ~ '^[[:alpha:]][[:alpha:] .''-]*, [A-Z]{2}$'
    );
